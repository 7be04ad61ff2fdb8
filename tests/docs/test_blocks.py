from docs.book.blocks import Both, Bullets, Note, Table, Text, is_below, line, link, links_of, paragraph, separated


def test_plain_words_become_spans_and_nothing_is_left_out() -> None:
    assert line("a", None, "", Both("b", "乙")) == (Text("a"), Both("b", "乙"))


def test_chinese_stands_below_unless_it_is_short_and_has_company() -> None:
    short, long = Both("Relative", "相对"), Both("A sentence that is too long for one line of a cell", "长句")
    assert is_below(short, (short,))
    assert not is_below(short, (short, Text("; ")))
    assert is_below(long, (long, Text(" ")))


def test_a_separator_stands_between_and_not_around() -> None:
    assert separated([line("a"), line("b"), line("c")], ", ") == line("a", ", ", "b", ", ", "c")
    assert separated([]) == ()


def test_links_are_found_wherever_they_hide() -> None:
    one, two, three = link("a", "a"), link("b", "b"), link("c", "c")
    blocks = (
        Note(line("note"), (Bullets(((paragraph(one),),)),)),
        Table((line("head"), line(two)), ((line(three), ()),), (0.5, 0.5)),
    )
    assert {found.page for found in links_of(blocks)} == {"a", "b", "c"}
