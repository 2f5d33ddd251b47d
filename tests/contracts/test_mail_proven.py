"""Whose a mail is: only DMARC, passed at the agency's own mail server for that very domain, proves it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.email.proven import is_proven

ASHA, OURS = "asha@example.com", "mx.agency.example"


@pytest.mark.parametrize(
    "told",
    [
        "mx.agency.example; dmarc=pass (p=reject) header.from=example.com",
        "MX.agency.example 1; dkim=none; dmarc/1 = PASS header.from=Example.com",
        'mx.agency.example; spf=pass smtp.mailfrom="a; b"@x.example; dmarc=pass header.from=example.com',
        r"mx.agency.example; dmarc=pass (p=none (dis=none \) ;)) header.from=example.com; dkim=fail",
    ],
)
def test_a_check_that_passed_for_the_senders_domain_proves_the_sender(told: str) -> None:
    assert is_proven([told], OURS, ASHA)


@pytest.mark.parametrize(
    "told",
    [
        (),
        ("mx.agency.example; none",),
        ("mx.agency.example; dmarc=fail header.from=example.com",),
        ("mx.agency.example; dmarc=pass header.from=evil.example",),
        ("mx.agency.example; dmarc=pass header.from=example.com.evil.example",),
        ("mx.agency.example; dmarc=pass header.from=example.com header.from=evil.example",),
        ("mx.agency.example; dmarc=bypass header.from=example.com",),
        # The domain's mail server may sign, and let in, whoever has an account there.
        ("mx.agency.example; spf=pass smtp.mailfrom=mallory@example.com",),
        ("mx.agency.example; dkim=pass header.d=example.com",),
        # What the sender chose stands in our server's line, between quotes and in comments.
        ('mx.agency.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.com"@evil.example',),
        ('mx.agency.example; spf=pass (of "a); dmarc=pass header.from=example.com (b"@x.example)',),
        ("mx.agency.example; dmarc=fail (a (b); dmarc=pass header.from=example.com) header.from=a.example",),
        ('mx.agency.example; dkim=pass header.i="x header.d=example.com"@evil.example',),
        (r'mx.agency.example; spf=pass smtp.mailfrom="x\"; dmarc=pass header.from=example.com',),
        ("mx.agency.example; dmarc=pass header.from=example.com; dmarc=fail header.from=example.com",),
        ("mx.agency.example; dmarc=pass header.from=example.com (",),
        ("mx.agency.example; ) dmarc=pass header.from=example.com",),
        ("mx.agency.example; dmarc=pass header.from=example.com; x=" + "y" * 4000,),
        ("mx.agency.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",),
        ("mx.agency.example; dkim=pass header.d=notexample.com",),
        ("mx.agency.example; auth=pass smtp.auth=asha@example.com",),
        ("mx.agency.example; dmarc=fail (dmarc=pass header.from=example.com)",),
        ("mx.evil.example; dmarc=pass header.from=example.com",),
        ("mx.agency.example.evil.example; dmarc=pass header.from=example.com",),
        # What a sender wrote in our name stands below what our server wrote.
        (
            "mx.agency.example; dmarc=fail header.from=example.com",
            "mx.agency.example; dmarc=pass header.from=example.com",
        ),
    ],
)
def test_nothing_else_proves_it(told: tuple[str, ...]) -> None:
    assert not is_proven(told, OURS, ASHA)


@given(st.text(alphabet='\\"(); =xdmarcpsheo.f@l', max_size=60))
def test_nothing_that_stands_between_quotes_or_in_a_comment_proves_it(chosen: str) -> None:
    quoted = chosen.replace("\\", r"\\").replace('"', r"\"")
    commented = re.sub(r"([\\()])", r"\\\1", chosen)
    forged = "; dmarc=pass header.from=example.com"
    named = f'spf=pass smtp.mailfrom="{quoted}{forged}"@evil.example'
    for told in (named, f"spf=pass ({commented}{forged})"):
        assert not is_proven([f"{OURS}; {told}"], OURS, ASHA)


def test_where_no_server_is_named_nobody_is_proven() -> None:
    assert not is_proven(["; dmarc=pass header.from=example.com"], "", ASHA)
