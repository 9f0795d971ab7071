//! Keys pressed at a list: arrows, numbers, words, marks and commands.

use super::*;

/// The last of five options goes with no other.
const EXCLUSIVE: [bool; 5] = [false, false, false, false, true];

fn options(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("option {number}")).collect()
}

fn press(marks: Marks, keys: &[Key]) -> (Open, Step) {
    press_of(5, marks, keys)
}

fn press_of(count: usize, marks: Marks, keys: &[Key]) -> (Open, Step) {
    let options = options(count);
    let list = List { letters: &['s', 'q'], exclusive: &EXCLUSIVE, ..List::under("", &options, marks) };
    let mut open = Open::of(&list);
    let mut step = Step::Stays;
    for key in keys {
        assert_eq!(step, Step::Stays, "nothing is read after the end");
        step = open.press(key, &['s', 'q']);
    }
    (open, step)
}

fn picked(marks: Marks, keys: &[Key]) -> Option<Vec<usize>> {
    match press(marks, keys).1 {
        Step::Picked(Picked::Options(positions)) => Some(positions),
        _ => None,
    }
}

#[test]
fn arrows_and_numbers_pick_one_and_enter_accepts() {
    use Key::{ArrowDown, ArrowUp, Char, End, Enter, Home};
    for (at, keys, expected) in [
        (None, &[Enter][..], &[][..]),
        (Some(3), &[Enter], &[3]),
        (None, &[Char('4'), Enter], &[3]),
        (None, &[Char('4'), Char('2'), Enter], &[1]),
        (None, &[ArrowDown, Enter], &[0]),
        (None, &[ArrowUp, Enter], &[4]),
        (Some(4), &[ArrowDown, Enter], &[0]),
        (Some(0), &[ArrowUp, ArrowUp, Enter], &[3]),
        (None, &[End, ArrowUp, Enter], &[3]),
        (Some(2), &[Home, Char(' '), Enter], &[0]),
        (None, &[Char('o'), Char('n'), Char(' '), Char('3'), Enter], &[2]),
        (None, &[Char('x'), Key::Backspace, Char('2'), Enter], &[1]),
        (Some(1), &[Char('9'), Enter, ArrowDown, Enter], &[2]),
    ] {
        assert_eq!(picked(Marks::One(at), keys).unwrap(), expected, "{keys:?}");
    }
}

#[test]
fn arrows_enter_a_list_of_any_length_at_the_end_where_they_come_from() {
    for (count, key, at) in [
        (1, Key::ArrowUp, Some(0)),
        (1, Key::ArrowDown, Some(0)),
        (2, Key::ArrowUp, Some(1)),
        (2, Key::BackTab, Some(1)),
        (2, Key::ArrowDown, Some(0)),
        (0, Key::ArrowUp, None),
    ] {
        assert_eq!(
            press_of(count, Marks::One(None), std::slice::from_ref(&key)).0.at,
            at,
            "{key:?} of {count}"
        );
    }
}

#[test]
fn several_are_marked_by_number_or_by_space() {
    use Key::{ArrowDown, Char, Enter};
    let marks = [false, true];
    for (keys, expected) in [
        (&[Enter][..], &[1][..]),
        (&[Char('2'), Enter], &[]),
        (&[Char('4'), Char('1'), Enter], &[0, 1, 3]),
        (&[ArrowDown, Char(' '), ArrowDown, Char(' '), Enter], &[2]),
        (&[Char('1'), Char('5'), Enter], &[4]),
        (&[Char('5'), Char('3'), Enter], &[2]),
        (&[Char('5'), Char('5'), Enter], &[]),
    ] {
        assert_eq!(picked(Marks::Several(&marks), keys).unwrap(), expected, "{keys:?}");
    }
}

#[test]
fn a_slash_and_a_letter_are_a_command_and_escape_leaves() {
    let one = Marks::One(None);
    let typed = |keys: &[Key]| press(one, keys).1;
    for slash in ['/', '、', '／'] {
        let step = typed(&[Key::Char(slash), Key::Char('S'), Key::Enter]);
        assert_eq!(step, Step::Picked(Picked::Letter('s')));
    }
    let corrected = [Key::Char('/'), Key::Char('x'), Key::Backspace, Key::Char('q'), Key::Enter];
    assert_eq!(typed(&corrected), Step::Picked(Picked::Letter('q')));
    for no_command in [
        &[Key::Char('/'), Key::Char('x'), Key::Enter][..],
        &[Key::Char('/'), Key::Char('s'), Key::Escape],
        &[Key::Char('/'), Key::Backspace],
    ] {
        let (open, step) = press(one, no_command);
        assert_eq!((open.command, step), (None, Step::Stays), "{no_command:?}");
    }
    for key in [Key::Escape, Key::Char('\u{4}')] {
        assert_eq!(press(one, &[key]).1, Step::Left);
    }
}

#[test]
fn a_list_that_is_taller_than_the_terminal_moves_with_the_arrows() {
    let options = options(9);
    let list = List { heading: Heading::Above, ..List::under("", &options, Marks::One(None)) };
    let menu = Menu::of(Language::English, &list, &Term::stderr());
    let mut open = Open::of(&list);
    assert_eq!(window(&menu, &open, 4), 0..4);
    open.at = Some(6);
    assert_eq!(window(&menu, &open, 4), 3..7);
    assert_eq!(window(&menu, &open, 20), 0..9);
    assert!(draw(&menu, &open, 6, &list).contains("> 7 · option 7\n↑↓ more"));
    let under = List::under("哪一项？", &options, Marks::One(None));
    let chinese = Menu::of(Language::Chinese, &under, &Term::stderr());
    let drawn = draw(&chinese, &open, 6, &under);
    assert_eq!(drawn, "哪一项？\n  5 · option 5\n  6 · option 6\n> 7 · option 7\n↑↓ 还有更多\n");
}

#[test]
fn a_number_is_that_of_the_record_where_options_show_one_and_else_the_position() {
    use Key::{Char, Enter};
    let options: Vec<String> =
        ["Ann  #10", "Model 12  #11", "Bob  #12", "Cid  #112", "(another)"].map(str::to_owned).into();
    let own = Numbers::Own(&[10, 11, 12, 112]);
    let many: Vec<String> = (1..=12).map(|number| format!("field {}", 20 - number)).collect();
    for (numbers, options, keys, expected) in [
        (own, &options, "12", Some(2)),
        (own, &options, "#12", Some(2)),
        (own, &options, "＃１２", Some(2)),
        (own, &options, "1", Some(0)),
        (own, &options, "112", Some(3)),
        (own, &options, "model", Some(1)),
        (own, &options, "12×", None),
        (Numbers::Positions, &many, "12", Some(11)),
        (Numbers::Positions, &many, "1", Some(0)),
        (Numbers::Positions, &many, "42", Some(1)),
        (Numbers::Positions, &many, "19", Some(0)),
    ] {
        let list = List { numbers, ..List::under("", options, Marks::One(None)) };
        let mut open = Open::of(&list);
        for key in keys.chars() {
            assert_eq!(open.press(&Char(key), &[]), Step::Stays);
        }
        let step = open.press(&Enter, &[]);
        match expected {
            Some(at) => assert_eq!(step, Step::Picked(Picked::Options(vec![at])), "{keys}"),
            None => {
                assert_eq!((step, open.typed.as_str()), (Step::Stays, ""), "{keys} is nothing, and is gone");
            }
        }
    }
}

#[test]
fn among_many_options_that_can_be_marked_a_number_leads_and_space_marks() {
    let options = options(12);
    let list = List::under("", &options, Marks::Several(&[]));
    let mut open = Open::of(&list);
    for key in ['1', '2', ' ', '3', ' '] {
        open.press(&Key::Char(key), &[]);
    }
    assert_eq!(open.picked(), [2, 11]);
}

#[test]
fn what_is_written_after_a_slash_can_be_taken_away_and_holds_no_control_characters() {
    for (keys, expected) in [
        ("/xy\u{15}", None),
        ("/xy\u{17}", None),
        ("/\u{15}", None),
        ("/xy\u{17}/q", Some("q")),
        ("/\u{1}q\u{5}", Some("q")),
    ] {
        let mut open = press(Marks::One(None), &[]).0;
        for key in keys.chars() {
            open.press(&Key::Char(key), &['q']);
        }
        assert_eq!(open.command.as_deref(), expected, "{keys:?}");
    }
    assert_eq!(press(Marks::One(None), &[Key::Char('/'), Key::Char('\u{4}')]).1, Step::Left);
}

#[test]
fn the_line_below_says_what_enter_does() {
    let options = options(3);
    for (marks, letters, expected) in [
        (Marks::One(None), &['s'][..], "a number or ↑↓; Enter skips"),
        (Marks::One(Some(0)), &['s'], "a number or ↑↓, then Enter"),
        (Marks::One(None), &[], "a number or ↑↓, then Enter"),
        (Marks::Several(&[]), &['s'], "space or a number marks; Enter skips"),
        (Marks::Several(&[true]), &['s'], "space or a number marks, Enter accepts"),
    ] {
        let list = List { letters, ..List::under("", &options, marks) };
        let menu = Menu::of(Language::English, &list, &Term::stderr());
        assert_eq!(keys(&menu, &Open::of(&list), &list, 0), expected);
    }
    let list = List { letters: &['s'], ..List::under("", &options, Marks::Several(&[true])) };
    let menu = Menu::of(Language::English, &list, &Term::stderr());
    let mut open = Open::of(&list);
    open.press(&Key::Char('1'), list.letters);
    assert_eq!(keys(&menu, &open, &list, 0), "space or a number marks; nothing is marked");
}

#[test]
fn a_question_mark_asks_for_the_keys() {
    let list = options(2);
    let list = List { letters: &['?'], ..List::under("", &list, Marks::One(None)) };
    assert_eq!(Open::of(&list).press(&Key::Char('？'), list.letters), Step::Picked(Picked::Letter('?')));
}
