"""The published fuzz corpus: codes spoilt in every way the fuzzing of ours found worth keeping, each with its fault.

``python -m tests.signing.corpus`` writes it anew, always the same: whoever writes a checker needs no fuzzer of their own.
"""

import json
from pathlib import Path
from random import Random

import cbor2

from signing.envelope import Fault, from_text, open_sealed, to_text

from .vectors import CLAIMS, cases, sealed

PATH = Path(__file__).parents[2] / "static" / "code" / "corpus.json"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
EACH = 24  # of every way


def spoilt():
    """Texts that no checker may call good, in a fixed order and without repeats."""
    dice = Random(20220912)
    texts = [code for _name, code in cases()[0]]
    codes = [from_text(text) for text in texts]
    ways = (_letter, _cut, _doubled, _swapped, _strange, _bit, _byte, _inserted, _joined, _claims, _shape)
    made = [way(dice, dice.choice(texts), dice.choice(codes)) for way in ways for _turn in range(EACH)]
    return [text for text in dict.fromkeys(made) if text not in texts]


def _letter(dice, text, _code):
    place = dice.randrange(len(text))
    return text[:place] + dice.choice(LETTERS.replace(text[place], "")) + text[place + 1 :]


def _cut(dice, text, _code):
    return text[: dice.randrange(len(text))]


def _doubled(dice, text, _code):
    place = dice.randrange(len(text))
    return text[:place] + text[place] + text[place:]


def _swapped(dice, text, _code):
    place = dice.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _strange(dice, text, _code):
    place = dice.randrange(len(text))
    return text[:place] + dice.choice("018-_=%+ 川a\n\0😀") + text[place + 1 :]


def _bit(dice, _text, code):
    spoiled = bytearray(code)
    spoiled[dice.randrange(len(code))] ^= 1 << dice.randrange(8)
    return to_text(bytes(spoiled))


def _byte(dice, _text, code):
    spoiled = bytearray(code)
    spoiled[dice.randrange(len(code))] = dice.randrange(256)
    return to_text(bytes(spoiled))


def _inserted(dice, _text, code):
    place = dice.randrange(len(code) + 1)
    return to_text(code[:place] + dice.randbytes(dice.randrange(1, 9)) + code[place:])


def _joined(dice, _text, code):
    return to_text(code[: dice.randrange(len(code))] + code[dice.randrange(len(code)) :])


def _claims(dice, _text, _code):
    """Signed as it should be, but what is said is of another kind than the form's."""
    claims = dict(CLAIMS)
    odd = dice.choice([None, -1, 2**40, "x" * 80, b"\xff", [], {}, 1.5, True, [1, "city_emergency"]])
    claims[dice.choice([key for key in (*CLAIMS, 99) if key != 1 or not isinstance(odd, str)])] = odd
    return to_text(sealed(claims))


def _shape(dice, _text, code):
    """Well-formed CBOR that is no code of ours."""
    parts = list(cbor2.loads(code).value)
    parts[dice.randrange(4)] = dice.choice([b"", "x", 0, None, [], {}, dice.randbytes(16)])
    tag = dice.choice([17, 18, 18, 61])
    return to_text(cbor2.dumps(cbor2.CBORTag(tag, parts), canonical=True))


def fault_of(text, keys):
    """The fault this portal names; "" if it reads the code."""
    from passes.issue.claims import read_claims

    try:
        read_claims(open_sealed(from_text(text), key_of=lambda *of: keys.get(of), purpose="pass").claims)
    except Fault as fault:
        return fault.code
    return ""


def document():
    from .test_code import KEYS

    return {
        "about": "Spoilt codes with their faults; keys as in vectors.json. None of them may be read, whatever the cause.",
        "spoilt": [{"code": text, "fault": fault_of(text, KEYS)} for text in spoilt()],
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(document(), indent=0, ensure_ascii=True) + "\n", encoding="utf-8")
