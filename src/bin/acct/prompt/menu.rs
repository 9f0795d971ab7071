//! How menus look. Dialoguer is given positions for options and asks here what to draw for them: it counts the bytes
//! of a line where it should count columns, and so would clear lines above the menu when options are Chinese.

use std::fmt::{self, Write};

use acct::domain::language::Language;
use acct::export::harmless;
use acct::playbook::shown::yes_no;
use dialoguer::console::Term;
use dialoguer::theme::Theme;

use super::{List, Numbers};
use crate::output::wrap;

/// Columns that marks and a position take before an option: `> [x] 12 · `.
const MARKS: usize = 11;
/// Columns that a line has at least.
const LEAST: usize = 28;

pub(super) struct Menu {
    language: Language,
    question: String,
    options: Vec<String>,
    /// The options with the line breaks that the width needs.
    wrapped: Vec<String>,
    /// Whether the position of each option is shown.
    numbered: bool,
    width: usize,
}

impl Menu {
    pub(super) fn of(language: Language, list: &List, term: &Term) -> Self {
        // The last column stays empty: a terminal may break the line after it.
        let width = usize::from(term.size().1).saturating_sub(1).max(LEAST);
        let options: Vec<String> = list.options.iter().map(|option| one_line(option)).collect();
        let wrapped = options.iter().map(|option| wrap(option, width - MARKS)).collect();
        let numbered = list.numbers == Numbers::Positions;
        Self { language, question: wrap(&asked(list.question), width), options, wrapped, numbered, width }
    }

    pub(super) fn question(&self) -> &str {
        &self.question
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// Rows that an option takes.
    pub(super) fn height(&self, position: usize) -> usize {
        self.wrapped.get(position).map_or(0, |option| option.split('\n').count())
    }

    /// The options as answers, after the question.
    pub(super) fn answer(&self, positions: &[usize]) -> String {
        let items: Vec<String> = positions.iter().map(usize::to_string).collect();
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = self.write_answer(
            &mut text,
            &self.question,
            &items.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        text
    }

    fn write_option(&self, f: &mut dyn Write, marks: &str, item: &str) -> fmt::Result {
        let marks = match item.parse::<usize>() {
            Ok(at) if self.numbered => format!("{marks}{} · ", at + 1),
            _ => marks.to_owned(),
        };
        let indent = " ".repeat(marks.chars().count());
        for (at, line) in of(&self.wrapped, item).split('\n').enumerate() {
            match at {
                0 => write!(f, "{marks}{line}")?,
                _ => write!(f, "\n{indent}{line}")?,
            }
        }
        Ok(())
    }

    fn write_answer(&self, f: &mut dyn Write, question: &str, answers: &[&str]) -> fmt::Result {
        let separator = match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        };
        let answers: Vec<&str> = answers.iter().map(|item| of(&self.options, item)).collect();
        write!(f, "{}", wrap(&format!("{question}{}", answers.join(separator)), self.width))
    }
}

/// The text that an item stands for.
fn of<'a>(texts: &'a [String], item: &str) -> &'a str {
    item.parse().ok().and_then(|position: usize| texts.get(position)).map_or("", String::as_str)
}

impl Theme for Menu {
    fn format_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        write!(f, "{prompt}")
    }

    fn format_select_prompt_item(&self, f: &mut dyn Write, text: &str, active: bool) -> fmt::Result {
        self.write_option(f, if active { "> " } else { "  " }, text)
    }

    fn format_select_prompt_selection(&self, f: &mut dyn Write, prompt: &str, sel: &str) -> fmt::Result {
        self.write_answer(f, prompt, &[sel])
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let marks = match (active, checked) {
            (true, true) => "> [x] ",
            (true, false) => "> [ ] ",
            (false, true) => "  [x] ",
            (false, false) => "  [ ] ",
        };
        self.write_option(f, marks, text)
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn Write,
        prompt: &str,
        selections: &[&str],
    ) -> fmt::Result {
        self.write_answer(f, prompt, selections)
    }

    fn format_confirm_prompt_selection(
        &self,
        f: &mut dyn Write,
        prompt: &str,
        selection: Option<bool>,
    ) -> fmt::Result {
        let answer = selection.map_or("", |yes| yes_no(yes, self.language));
        write!(f, "{prompt} {answer}")
    }
}

/// The question with what leads over to the answer.
pub(super) fn asked(question: &str) -> String {
    let question = one_line(question);
    match question.chars().next_back() {
        Some('？' | '：') => question,
        Some('?' | ':') => format!("{question} "),
        Some(last) if !last.is_ascii() => format!("{question}："),
        _ => format!("{question}: "),
    }
}

/// The text on one line, without what a terminal would obey.
pub(super) fn one_line(text: &str) -> String {
    harmless(text).trim().replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(language: Language, question: &str, options: &[&str]) -> Menu {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let wrapped = options.iter().map(|option| wrap(option, 10)).collect();
        Menu { language, question: question.to_owned(), options, wrapped, numbered: false, width: 40 }
    }

    fn drawn(draw: impl FnOnce(&mut String) -> fmt::Result) -> String {
        let mut text = String::new();
        draw(&mut text).unwrap();
        text
    }

    #[test]
    fn a_question_leads_over_to_its_answer() {
        let cases = [
            ("Name", "Name: "),
            ("What happened?", "What happened? "),
            ("名称", "名称："),
            ("发生了什么？", "发生了什么？"),
            ("a\u{1b}[2J\nb", "a\u{fffd}[2J b: "),
        ];
        for (question, shown) in cases {
            assert_eq!(asked(question), shown);
        }
    }

    #[test]
    fn options_are_drawn_for_their_positions() {
        let menu = menu(Language::English, "Which", &["华为", "one two three"]);
        assert_eq!(drawn(|text| menu.format_select_prompt_item(text, "0", true)), "> 华为");
        assert_eq!(drawn(|text| menu.format_select_prompt_item(text, "1", false)), "  one two\n  three");
        let marked = drawn(|text| menu.format_multi_select_prompt_item(text, "1", true, true));
        assert_eq!(marked, "> [x] one two\n      three");
        let numbered = Menu { numbered: true, ..menu };
        let drawn_with_its_number = drawn(|text| numbered.format_select_prompt_item(text, "1", false));
        assert_eq!(drawn_with_its_number, "  2 · one two\n      three");
        let chosen = drawn(|text| numbered.format_select_prompt_selection(text, "Which: ", "1"));
        assert_eq!(chosen, "Which: one two three");
    }

    #[test]
    fn answers_are_told_in_the_language() {
        let menu = menu(Language::Chinese, "哪些", &["甲", "乙"]);
        let several = drawn(|text| menu.format_multi_select_prompt_selection(text, "哪些：", &["0", "1"]));
        assert_eq!(several, "哪些：甲、乙");
        assert_eq!(drawn(|text| menu.format_confirm_prompt_selection(text, "好？", Some(true))), "好？ 是");
    }
}
