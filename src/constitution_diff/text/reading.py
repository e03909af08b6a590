"""Documents from files. The one module of the package that opens texts."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

from attrs import evolve

from constitution_diff.problems import UserError, listed
from constitution_diff.text.akoma import read_akoma_ntoso
from constitution_diff.text.blocks import plain_blocks
from constitution_diff.text.mapping import Correspondence, decode_mapping
from constitution_diff.text.markdown import markdown_blocks
from constitution_diff.text.provisions import Document
from constitution_diff.text.structure import build_document

ENDINGS = {".xml": "akn", ".akn": "akn", ".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain"}
"""The format of a file by the ending of its name."""
FORMATS = ("akn", "markdown", "plain")
LARGEST = 64 * 1024 * 1024
"""Bytes; a constitution has less than a megabyte."""


def read_document(path: str | Path, format: str | None = None) -> Document:  # noqa: A002
    """The document in a file.

    Args:
        path: The file: Akoma Ntoso 3.0 (.xml, .akn), Markdown (.md) or plain text (.txt), in UTF-8.
        format: "akn", "markdown" or "plain", where the name of the file does not say it.

    Raises:
        UserError: There is no such file, it is too large, its encoding is broken, its format is unknown, or a library is missing.
    """
    file = Path(path)
    chosen = format or ENDINGS.get(file.suffix.lower())
    if chosen not in FORMATS:
        known = f"Save it under a name with one of the endings {listed(ENDINGS)}"
        raise UserError(f"{file}: the format of this file cannot be told from its name. {known}; in Python, its format can be named.")
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise UserError(f"{file} cannot be read: {getattr(error, 'strerror', error)}.") from None
    if len(data) > LARGEST:
        raise UserError(f"{file}: the file is larger than {LARGEST // 1024**2} MB, the most that is read. Divide it.")
    return evolve(parse_document(data, str(path), chosen), name=file.name)


def parse_document(data: bytes | str, name: str, format: str) -> Document:  # noqa: A002
    """The document in a text.

    Args:
        data: The text; bytes are read as UTF-8.
        name: What the document is called in messages and reports.
        format: "akn", "markdown" or "plain".

    Raises:
        UserError: The encoding is broken, the text is not what the format says, the format is unknown, or a library is missing.
    """
    if format == "akn":
        return read_akoma_ntoso(data.encode() if isinstance(data, str) else data, name)
    if format not in FORMATS:
        raise UserError(f"There is no text format {format[:60]!r}. Known: {listed(FORMATS)}.")
    text = _decode(data, name) if isinstance(data, bytes) else data
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    blocks = markdown_blocks(text) if format == "markdown" else plain_blocks(text)
    return build_document(blocks, name)


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:2]:
        raise UserError(f"{name}: this is a file in the encoding UTF-16. Save it in the encoding UTF-8.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} cannot be read as UTF-8"
        raise UserError(f"{name}: line {line}: {found}. Save the file in the encoding UTF-8.") from None


def read_mapping(path: str | Path) -> tuple[Correspondence, ...]:
    """What a user says corresponds, from a TOML file: see :mod:`constitution_diff.text.mapping`.

    Raises:
        UserError: There is no such file, or it is no TOML.
        DataError: Something in it cannot be used; every problem is named.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f'{path} is no TOML file: {error}. Write lines such as "60(2)" = "61(2)" under [provisions].') from None
    return decode_mapping(data, str(path))
