"""What strangers send is judged by its bytes, whatever it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.received import MOST_BYTES, Judged, judge, name_for

JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
PDF = b"%PDF-1.7\n" + bytes(40)


@pytest.mark.parametrize(
    ("content", "claimed", "sort", "media_type"),
    [
        (JPEG, "image/jpeg", "picture", "image/jpeg"),
        (JPEG, "application/octet-stream", "picture", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "image/png", "picture", "image/png"),
        (b"RIFF0000WEBPVP8 ", "image/webp", "picture", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic", "picture", "image/heic"),
        (PDF, "image/jpeg", "document", "application/pdf"),
        (b"OggS" + bytes(20), "audio/ogg; codecs=opus", "voice", "audio/ogg"),
        (b"#!AMR\n" + bytes(20), "audio/amr", "voice", "audio/amr"),
        (b"ID3\x04" + bytes(20), "audio/mpeg", "voice", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(20), "audio/mpeg", "voice", "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(20), "audio/aac", "voice", "audio/aac"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "audio/mp4", "voice", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0\0\0", "audio/mp4", "voice", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0\0\0", "video/mp4", "video", "video/mp4"),
    ],
)
def test_pictures_pdfs_audio_and_video_are_kept(
    content: bytes, claimed: str, sort: str, media_type: str
) -> None:
    assert judge(content, claimed) == Judged(sort, media_type)  # type: ignore[arg-type]  # both are sorts


@pytest.mark.parametrize(
    ("content", "claimed"),
    [
        (b"", "image/jpeg"),
        (b"<html><script>alert(1)</script>", "image/jpeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"),
        (
            b"PK\x03\x04" + bytes(40),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"MZ\x90\x00" + bytes(40), "image/png"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "application/pdf"),
        (b"BEGIN:VCARD", "text/vcard"),
        (JPEG + bytes(MOST_BYTES), "image/jpeg"),
    ],
)
def test_everything_else_is_refused_with_a_reason(content: bytes, claimed: str) -> None:
    assert judge(content, claimed).why_not


@given(st.binary(max_size=64), st.text(max_size=40))
def test_no_bytes_and_no_name_of_a_type_break_the_judgement(content: bytes, claimed: str) -> None:
    judged = judge(content, claimed)
    assert judged.why_not or judged.media_type.partition("/")[0] in ("image", "audio", "video", "application")


@given(st.text(max_size=120))
def test_a_strangers_file_name_becomes_a_harmless_one_of_ours(told: str) -> None:
    name = name_for(Judged("picture", "image/jpeg"), told, 1)
    assert name.endswith(".jpg")
    assert 0 < len(name) <= 90
    assert not set(name) & set('/\\\0\n\r"<>:%')
    assert not name.startswith(".")
