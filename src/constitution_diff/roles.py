"""The roles an institution can play in the exercise of a power, and how much say each gives.

Pure data. A role belongs to a *part*: the kind of say it gives. Rules and effects look at parts only, so that adding a role never touches a
rule. The parts follow the usual distinction between decision, co-decision (consent, veto, countersignature), the power to set the choice
(initiative, nomination, proposal), consultation, and information.
"""

from __future__ import annotations

from enum import IntEnum

from attrs import frozen


class Part(IntEnum):
    """How much say a role gives, from none to the decision itself; the order is the order of authority."""

    FORMAL = 0
    LEARNS = 1
    ADVISES = 2
    PROPOSES = 3
    CONSENTS = 4
    DECIDES = 5


@frozen
class Role:
    """A role.

    Attributes:
        part: The kind of say it gives.
        verb: Third person singular, for a step told on its own ("the Senate approves").
        plural: The same for several ("the chambers approve").
        phrase: How the step reads behind the decision it accompanies; ``{}`` stands for the actor.
        noun: The say as a noun ("consent"), for sentences on how it came or went.
    """

    part: Part
    verb: str
    plural: str
    phrase: str
    noun: str


def _decides(verb: str, plural: str = "") -> Role:
    return Role(Part.DECIDES, verb, plural or verb.removesuffix("s"), "decided by {}", "decision")


ROLES: dict[str, Role] = {
    # The decision itself. The power's id says what is decided; the verb only makes the sentence read well.
    "decide": _decides("decides"),
    "adopt": _decides("adopts"),
    "appoint": _decides("appoints"),
    "dismiss": _decides("dismisses", "dismiss"),
    "elect": _decides("elects"),
    "recall": _decides("recalls"),
    "annul": _decides("annuls"),
    "issue": _decides("issues"),
    "declare": _decides("declares"),
    "ratify": _decides("ratifies"),
    "form": _decides("forms"),
    "convene": _decides("convenes"),
    "direct": _decides("directs"),
    "represent": _decides("represents"),
    "grant": _decides("grants"),
    "review": _decides("reviews"),
    "command": _decides("commands"),
    "succeed": _decides("succeeds"),
    "promulgate": _decides("signs and promulgates", "sign and promulgate"),
    "return": _decides("returns"),
    # Without it the decision does not stand.
    "consent": Role(Part.CONSENTS, "consents", "consent", "with the consent of {}", "consent"),
    "approve": Role(Part.CONSENTS, "approves", "approve", "with the approval of {}", "approval"),
    "agree": Role(Part.CONSENTS, "agrees", "agree", "by agreement with {}", "agreement"),
    "confirm": Role(Part.CONSENTS, "confirms", "confirm", "confirmed afterwards by {}", "confirmation"),
    "countersign": Role(Part.CONSENTS, "countersigns", "countersign", "countersigned by {}", "countersignature"),
    "override": Role(Part.CONSENTS, "overrides", "override", "overridden by {}", "override"),
    "veto": Role(Part.CONSENTS, "may veto", "may veto", "subject to a veto of {}", "veto"),
    # It sets the choice or starts the procedure.
    "initiate": Role(Part.PROPOSES, "initiates", "initiate", "on the initiative of {}", "initiative"),
    "nominate": Role(Part.PROPOSES, "nominates", "nominate", "on the nomination of {}", "nomination"),
    "propose": Role(Part.PROPOSES, "proposes", "propose", "on the proposal of {}", "proposal"),
    "petition": Role(Part.PROPOSES, "petitions", "petition", "on the petition of {}", "right to petition"),
    "request": Role(Part.PROPOSES, "requests", "request", "at the request of {}", "request"),
    # It must be heard.
    "recommend": Role(Part.ADVISES, "recommends", "recommend", "on the recommendation of {}", "recommendation"),
    "advise": Role(Part.ADVISES, "gives an opinion", "give an opinion", "on an opinion of {}", "opinion"),
    "be-consulted": Role(Part.ADVISES, "is consulted", "are consulted", "after consulting {}", "consultation"),
    # It must be told.
    "be-informed": Role(Part.LEARNS, "is informed", "are informed", "informing {}", "information"),
    "hear-report": Role(Part.LEARNS, "hears reports", "hear reports", "reporting to {}", "report"),
    # It has no choice.
    "sign": Role(Part.FORMAL, "signs", "sign", "signed by {}", "signature"),
    "submit": Role(Part.FORMAL, "submits", "submit", "submitted by {}", "submission"),
    "publish": Role(Part.FORMAL, "publishes", "publish", "published by {}", "publication"),
    "swear-in": Role(Part.FORMAL, "swears in", "swear in", "sworn in before {}", "oath"),
    "conciliate": Role(Part.FORMAL, "conciliates", "conciliate", "after conciliation in {}", "conciliation"),
    "investigate": Role(Part.FORMAL, "investigates", "investigate", "investigated by {}", "investigation"),
    "organise": Role(Part.FORMAL, "organises", "organise", "organised by {}", "organisation"),
}
