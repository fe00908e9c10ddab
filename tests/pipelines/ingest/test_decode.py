import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.ingest.decode import decode

FRENCH = "À Moscou, l’Élysée a salué « un été décisif », où l’œuvre coûte 5 €. " * 20
RUSSIAN = "Президент России провёл переговоры в Москве с премьер-министром. " * 20


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_every_character_of_utf8_knows_its_bytes(text: str) -> None:
    content = b"\xef\xbb\xbf" + text.encode()
    decoded = decode(content)
    assert len(decoded.byte_offsets) == len(decoded.text) + 1
    if not decoded.repairs:
        starts, ends = decoded.byte_offsets[:-1], decoded.byte_offsets[1:]
        pieces = (content[start:end] for start, end in zip(starts, ends, strict=True))
        assert "".join(piece.decode() for piece in pieces) == decoded.text


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_and_offsets_never_go_back(content: bytes) -> None:
    decoded = decode(content)
    assert len(decoded.byte_offsets) == len(decoded.text) + 1
    assert (decoded.byte_offsets[1:] >= decoded.byte_offsets[:-1]).all()
    assert decoded.byte_offsets[-1] == len(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_french_is_read_without_being_told_the_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)).text == FRENCH


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r"])
def test_russian_is_read_without_being_told_the_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis"])
def test_japanese_is_read_without_being_told_the_encoding(encoding: str) -> None:
    text = "市長は、古い橋の改修工事が春に始まると発表した。住民は二年前から遠回りをしている。"
    assert decode(text.encode(encoding)).text == text


def test_a_stray_byte_costs_one_character() -> None:
    content = FRENCH.encode()
    place = content.index(b" a salu")
    decoded = decode(content[:place] + b"\xe9" + content[place:])
    assert decoded.text == FRENCH.replace(" a salu", "é a salu", 1)
    assert decoded.repairs == (("stray_byte", 1),)


def test_text_encoded_twice_is_read_once_more() -> None:
    content = FRENCH.encode().decode("latin-1").encode()
    decoded = decode(content)
    assert decoded.text == FRENCH
    assert decoded.repairs[0][0] == "double_encoding"


def test_a_mended_character_maps_to_the_bytes_it_came_from() -> None:
    content = "été, à Évry".encode().decode("latin-1").encode()
    decoded = decode(content)
    start, end = decoded.byte_offsets[0], decoded.byte_offsets[1]
    assert content[start:end].decode().encode("latin-1").decode() == decoded.text[0]


def test_a_lying_declaration_does_not_spoil_utf8() -> None:
    page = f'<meta charset="iso-8859-1"><p>{FRENCH}</p>'
    assert decode(page.encode(), "iso-8859-1").text == page


def test_a_declaration_in_the_page_is_believed_when_it_fits() -> None:
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'
    assert decode(page.encode("windows-1251")).encoding == "cp1251"


@pytest.mark.parametrize(
    "text",
    [
        "Un « vol aggravé\u00a0», dit la « Liberté\u00a0», « né à Évry\u00a0».",
        "„Spaß“ und „groß“ sagte er, »Gruß« und »Fuß«.",
        "« À Évry\u00a0», « Côté\u00a0», CAFÉ\u00a0: 20\u00a0€, DÉJÀ\u00a0!",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_quotation_marks_beside_an_accent_are_no_broken_letter(text: str, encoding: str) -> None:
    assert decode((text + " " + FRENCH).encode(encoding)).text == text + " " + FRENCH


def test_a_ligature_that_looks_sound_is_mended_in_a_damaged_text() -> None:
    text = "L'œuvre du siècle, à Évry"
    assert decode(text.encode().decode("cp1252").encode()).text == text


def test_a_letter_lost_before_us_is_no_broken_byte() -> None:
    text = "Une lettre s'est perdue ici: \ufffd"
    assert decode(text.encode(), "iso-8859-1").text == text


def test_broken_letters_whose_end_is_lost_are_no_repair() -> None:
    text = "Lâ€ maire et lâ€ préfet, dit-il."
    decoded = decode(text.encode())
    assert (decoded.text, decoded.repairs) == (text, ())


@pytest.mark.parametrize("charset", ["undefined", "utf-16", "idna", "hex", "rot13", "unicode_escape", "utf-7", "x"])
def test_a_charset_that_no_page_can_be_in_costs_the_declaration(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>{FRENCH}</p>'
    assert decode(page.encode()).text == page
    assert decode(page.encode("cp1252"), charset).text == page


def test_half_a_surrogate_pair_is_one_repair_and_a_whole_one_is_a_character() -> None:
    decoded = decode("été \ud83d, été \ud83d\ude00".encode("utf-8", "surrogatepass"))
    assert decoded.text == "été \ufffd, été 😀"
    assert decoded.repairs == (("lone_surrogate", 1), ("surrogate_pair", 1))
    assert decoded.byte_offsets[-1] - decoded.byte_offsets[-2] == 6


def test_many_strays_cost_one_reading_of_the_text() -> None:
    content = ("été " * 5).encode() + b"\xe9 "
    decoded = decode(content * 5000)
    assert decoded.text == "été été été été été é " * 5000
    assert decoded.repairs == (("stray_byte", 5000),)


@pytest.mark.parametrize(
    ("whole", "half"), [("visant à", b"visant \xc3"), ("СССР", "СССР".encode()[:-1]), ("их", "их".encode()[:-1])]
)
def test_a_letter_that_lost_its_second_byte_at_a_lines_end_is_whole_again(whole: str, half: bytes) -> None:
    decoded = decode((FRENCH + "\n").encode() + half + ("\n" + FRENCH).encode())
    assert decoded.text == f"{FRENCH}\n{whole}\n{FRENCH}"
    assert decoded.repairs == (("lost_byte", 1),)


def encode_again(text: str, times: int) -> str:
    for _ in range(times):
        text = text.encode().decode("sloppy-windows-1252")
    return text


@pytest.mark.parametrize(("times", "last"), [(1, "double_encoding"), (2, "triple_encoding"), (3, "quadruple_encoding")])
def test_text_encoded_more_than_twice_is_read_until_it_is_sound(times: int, last: str) -> None:
    content = encode_again(FRENCH, times).encode()
    decoded = decode(content)
    assert decoded.text == FRENCH
    assert [kind for kind, _ in decoded.repairs] == ["double_encoding", "triple_encoding", "quadruple_encoding"][:times]
    assert decoded.repairs[-1][0] == last
    assert decoded.byte_offsets[-1] == len(content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Il va \xc3\nParis.", "Il va à\nParis."),
        (b"Voil\xc3\nPierre.", "Voilà\nPierre."),
        (b"<p>L'\xc3\xa9t\xc3\xa9, il va \xc3</p><p>Paris.</p>", "<p>L'été, il va à</p><p>Paris.</p>"),
    ],
)
def test_half_an_a_with_a_grave_is_whole_again_in_a_text_of_few_accents(content: bytes, text: str) -> None:
    decoded = decode(content)
    assert decoded.text == text
    assert decoded.repairs == (("lost_byte", 1),)


def test_a_portuguese_capital_at_a_lines_end_is_no_lost_byte() -> None:
    assert decode("A DECISÃO DA IRMÃ\nNão é dela.".encode("cp1252")).text == "A DECISÃO DA IRMÃ\nNão é dela."


def test_a_letter_encoded_twice_that_lost_its_end_is_whole_again() -> None:
    content = encode_again("Un été à Évry, visant à\nParis.", 1).replace("Ã\xa0\n", "Ã\n").encode()
    decoded = decode(content)
    assert decoded.text == "Un été à Évry, visant à\nParis."
    assert ("lost_byte", 1) in decoded.repairs


def test_half_a_surrogate_pair_in_utf16_is_one_repair() -> None:
    content = b"\xff\xfe" + "été \ud83d, dit-il".encode("utf-16-le", "surrogatepass")
    decoded = decode(content)
    assert decoded.text == "été \ufffd, dit-il"
    assert decoded.repairs == (("lone_surrogate", 1),)
