"""Whether a mail is from whom it says: what the agency's own mail server found out about its sender."""

import re
from collections.abc import Sequence

LONGEST = 4000  # characters of the server's line: one that is longer was perhaps cut, and proves nothing
_METHOD = re.compile(r"\s*([a-z][a-z0-9-]*)(?:/[0-9]+)?\s*=\s*([a-z]+)(?=\s|$)", re.IGNORECASE)
_FROM = re.compile(r"(?<!\S)header\.from=(\S*)(?!\S)", re.IGNORECASE)


def is_proven(results: Sequence[str], server: str, address: str) -> bool:
    """Whether our own server found that DMARC passes for the domain of `address` (RFC 8601, RFC 7489).

    `results` are the mail's Authentication-Results as they stand in it, topmost first, `server` the name
    under which ours signs them. Only the topmost counts: a sender may write such lines too, and they stand
    below ours. DMARC alone is about the sender that people see; DKIM and SPF may pass for somebody else's.
    """
    if not server or not results or len(results[0]) >= LONGEST:
        return False
    parts = _parts(results[0])
    if parts is None or [word.lower() for word in parts[0].split()[:1]] != [server.lower()]:
        return False
    found = [part for part in parts[1:] if (method := _METHOD.match(part)) and method[1].lower() == "dmarc"]
    return len(found) == 1 and _passes(found[0], address.rpartition("@")[2].lower())


def _passes(part: str, domain: str) -> bool:
    method, named = _METHOD.match(part), _FROM.findall(part)
    return method is not None and method[2].lower() == "pass" and [one.lower() for one in named] == [domain]


def _parts(line: str) -> list[str] | None:
    """Cut a line at its semicolons, without comments; None where it is not well formed.

    Our server repeats what the sender chose (an envelope address may hold anything between quotes), so a
    quoted string is one opaque mark, and comments may hold comments and quoted pairs.
    """
    parts, depth, is_quoted, is_escaped = [""], 0, False, False
    for letter in line:
        if is_escaped:
            is_escaped = False
        elif letter == "\\":
            if not (depth or is_quoted):
                return None
            is_escaped = True
        elif is_quoted:
            is_quoted = letter != '"'
        elif letter == '"':
            if depth:
                return None  # an address within a comment: where its quotes end the comment may not
            is_quoted = True
            parts[-1] += letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth < 0:
                return None
            parts[-1] += " "
        elif depth:
            continue
        elif letter == ";":
            parts.append("")
        else:
            parts[-1] += letter
    return None if depth or is_quoted or is_escaped else parts
