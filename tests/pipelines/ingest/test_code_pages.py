"""Texts that do not say their code page: own sentences, in the pages their languages were written in."""

import pytest

from pipelines.ingest.code_pages import choose_code_page
from pipelines.ingest.decode import decode

POLISH = "Burmistrz Łodzi zapowiedział, że szkoła zostanie zamknięta. Rodzice są oburzeni i żądają wyjaśnień."
CZECH = "Starosta města řekl, že škola zůstane zavřená. Rodiče žáků čekají na vysvětlení už třetí týden."
SLOVAK = "Primátor mesta povedal, že škola zostane zatvorená. Rodičia žiakov čakajú na vysvetlenie už tretí týždeň."
HUNGARIAN = "A polgármester bejelentette, hogy az iskola zárva marad. A szülők dühösek, és előbb magyarázatot kérnek."
ROMANIAN = "Primarul oraşului a anunţat că şcoala rămâne închisă. Părinţii sunt supăraţi şi cer explicaţii."
CROATIAN = "Gradonačelnik je rekao da će škola ostati zatvorena. Roditelji učenika žele objašnjenje još ove srijede."
TURKISH = "Belediye başkanı okulun kapalı kalacağını açıkladı. Öğrencilerin aileleri bu karara karşı çıkıyor."
LITHUANIAN = (
    "Miesto meras pranešė, kad mokykla liks uždaryta. Mokinių tėvai pyksta ir prašo paaiškinti, kodėl taip įvyko."
)
LATVIAN = "Pilsētas mērs paziņoja, ka skola paliks slēgta. Skolēnu vecāki ir dusmīgi un gaida paskaidrojumu."
GREEK = "Ο δήμαρχος ανακοίνωσε ότι το σχολείο θα μείνει κλειστό. Οι γονείς ζητούν εξηγήσεις."
RUSSIAN = "Мэр города сообщил, что школа останется закрытой. Родители требуют объяснений."
UKRAINIAN = "Мер міста повідомив, що школа залишиться зачиненою. Батьки учнів вимагають пояснень від її директора."
BULGARIAN = "Кметът на града съобщи, че училището остава затворено. Родителите искат обяснение."

WESTERN = [
    "Le maire a parlé.",
    "Il a été élu à Évry, où l’œuvre coûte 5 € – « déjà ».",
    "Un mot à part.",
    "The café on the corner stays closed, the naïve owner said.",
    "Der Bürgermeister von Köln grüßte die Schüler „herzlich“.",
    "O prefeito disse que a decisão não é dele; as irmãs e os cidadãos estão à espera.",
    "El alcalde dijo que mañana habrá más niños en la escuela.",
    "Borgmästaren sade att skolan är stängd på måndag.",
    "Borgmesteren sagde, at skolen på øen lukker næste år.",
    "Il sindaco iniziò a parlare perché la città è più povera.",
    "Bæjarstjórinn sagði að skólinn yrði lokaður það sem eftir er ársins, og foreldrar eru reiðir.",
    "Temperature: 25 °C, a surface of 30 m², price £5, ½ of it.",
]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, page) for text in (POLISH, CZECH, SLOVAK, HUNGARIAN, ROMANIAN) for page in ("cp1250", "iso8859-2")),
        (CROATIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (LITHUANIAN, "cp1257"),
        (LITHUANIAN, "iso8859-13"),
        (LATVIAN, "cp1257"),
        (GREEK, "cp1253"),
        (GREEK, "iso8859-7"),
        *((RUSSIAN, page) for page in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (BULGARIAN, "cp1251"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<html><p class=a>{}</p></html>"])
def test_an_undeclared_code_page_is_told_by_the_letters_it_gives(text: str, encoding: str, form: str) -> None:
    page = form.format(text)
    decoded = decode(page.encode(encoding))
    assert decoded.text == page
    assert decoded.encoding_confidence < 1


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_stays_in_windows_1252_however_few_its_accents(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize("text", [POLISH, TURKISH, LITHUANIAN, GREEK, RUSSIAN])
def test_capitals_are_judged_as_small_letters_are(text: str) -> None:
    page = {POLISH: "cp1250", TURKISH: "cp1254", LITHUANIAN: "cp1257", GREEK: "cp1253", RUSSIAN: "cp1251"}[text]
    assert decode(text.upper().encode(page)).text == text.upper()


def test_a_stray_byte_does_not_rule_a_code_page_out() -> None:
    decoded = decode(POLISH.encode("cp1250") + b" \x81 " + POLISH.encode("cp1250"))
    assert decoded.text == f"{POLISH} \ufffd {POLISH}"
    assert decoded.repairs == (("stray_byte", 1),)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("市長は月曜日に学校を閉鎖すると発表した。保護者は説明を求めている。", "cp932"),
        ("市长星期一宣布学校将关闭。家长们要求作出解释，并等待答复。", "gb18030"),
        ("시장은 월요일에 학교를 폐쇄한다고 발표했다. 학부모들은 설명을 요구하고 있다.", "cp949"),
    ],
)
def test_text_of_several_bytes_a_sign_is_in_no_code_page_of_single_ones(text: str, encoding: str) -> None:
    assert choose_code_page(text.encode(encoding)) is None


def test_a_declaration_and_utf8_are_no_choice() -> None:
    assert decode(POLISH.encode()).encoding_confidence == 1
    assert decode(POLISH.encode("cp1250"), "windows-1250").encoding_confidence == 1


def test_the_fewer_words_tell_a_code_page_the_less_sure_it_is() -> None:
    few, many = (decode(text.encode("cp1250")).encoding_confidence for text in ("Rodzice są", POLISH))
    assert few < many
