"""What is sealed opens only where it was sealed, and only with our key."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import Vault, WrongKey

KEY, OLD = bytes(range(32)), bytes(range(32, 64))
VAULT = Vault([KEY])

texts = st.text(st.characters())  # lone surrogates too
names = st.text(max_size=12)
places = st.tuples(names, names, names)


@given(texts, places)
def test_what_is_sealed_opens_again(text: str, place: tuple[str, str, str]) -> None:
    assert VAULT.unseal(VAULT.seal(text, *place), *place) == text


@given(texts, places, places)
def test_moved_text_stays_shut(
    text: str, place: tuple[str, str, str], elsewhere: tuple[str, str, str]
) -> None:
    sealed = VAULT.seal(text, *place)
    if place != elsewhere:
        with pytest.raises(WrongKey):
            VAULT.unseal(sealed, *elsewhere)


def test_names_of_a_place_do_not_run_together() -> None:
    sealed = VAULT.seal("text", "contact", "name", "1")
    with pytest.raises(WrongKey):
        VAULT.unseal(sealed, "contactname", "", "1")


@given(st.data())
def test_altered_text_stays_shut(data: st.DataObject) -> None:
    sealed = bytearray(VAULT.seal("text", "contact", "name", "1"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(WrongKey):
        VAULT.unseal(bytes(sealed), "contact", "name", "1")


@given(st.integers(0, 30))
def test_cut_text_stays_shut(length: int) -> None:
    with pytest.raises(WrongKey):
        VAULT.unseal(VAULT.seal("text", "contact", "name", "1")[:length], "contact", "name", "1")


def test_the_same_text_never_looks_the_same() -> None:
    assert VAULT.seal("text", "contact", "name", "1") != VAULT.seal("text", "contact", "name", "1")


def test_an_older_key_still_opens_and_the_newer_one_seals() -> None:
    sealed = Vault([OLD]).seal("text", "contact", "name", "1")
    both = Vault([KEY, OLD])
    assert both.unseal(sealed, "contact", "name", "1") == "text"
    assert VAULT.unseal(both.seal("new", "contact", "name", "1"), "contact", "name", "1") == "new"
    with pytest.raises(WrongKey):
        VAULT.unseal(sealed, "contact", "name", "1")


def test_digests_depend_on_key_and_purpose() -> None:
    digest = VAULT.digest("query code", "12345678")
    assert digest == VAULT.digest("query code", "12345678")
    assert (
        len({digest, VAULT.digest("invitation", "12345678"), Vault([OLD]).digest("query code", "12345678")})
        == 3
    )
    assert VAULT.same(digest, VAULT.digest("query code", "12345678"))
    assert not VAULT.same(digest, VAULT.digest("query code", "12345679"))


def test_keys_come_in_base64_the_present_one_first() -> None:
    setting = ", ".join(base64.b64encode(key).decode() for key in (KEY, OLD))
    vault = Vault.from_setting(setting)
    assert vault.digest("a", "b") == VAULT.digest("a", "b")
    assert vault.unseal(Vault([OLD]).seal("text", "t", "c", "1"), "t", "c", "1") == "text"


@pytest.mark.parametrize("setting", ["", "secret word", base64.b64encode(b"short").decode()])
def test_a_wrong_setting_is_refused_without_being_repeated(setting: str) -> None:
    with pytest.raises(ValueError, match="key") as refused:
        Vault.from_setting(setting)
    assert not setting or setting not in str(refused.value)
