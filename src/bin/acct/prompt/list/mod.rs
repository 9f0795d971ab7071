//! A list to pick from by arrows or numbers, with commands beside it that are written as on a line: a slash and a letter.
//! Dialoguer's menus know no keys but their own.

use std::io;

use acct::domain::fold::fold;
use acct::domain::language::{Language, pick as word};
use acct::interview::Command;
use dialoguer::console::{Key, Term};
use dialoguer::theme::Theme as _;

use super::menu::{Menu, one_line};
use super::{Heading, List, Marks, Numbers, Picked};

/// Rows below the list that stay free: for the line with the slash, and the one that the terminal keeps for itself.
const BELOW: u16 = 2;
/// Rows of options that are shown whatever stands above the list.
const LEAST: usize = 5;

/// How a list stands while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Open {
    options: usize,
    /// What a number stands for that is typed; positions where there are none.
    numbers: Option<Vec<i64>>,
    /// The option that the arrows are at.
    at: Option<usize>,
    /// Which options are marked, where several may be.
    marked: Option<Vec<bool>>,
    /// Which options go with no other one.
    exclusive: Vec<bool>,
    /// What was typed after a slash.
    command: Option<String>,
    /// What was given after a slash and is no command here.
    refused: Option<String>,
    /// The options as they are compared with what is typed.
    names: Vec<String>,
    /// What was typed to find an option by its words.
    typed: String,
}

/// Where an arrow goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Next,
    Previous,
}

/// What a key did.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Stays,
    Picked(Picked),
    Left,
}

impl Open {
    fn of(list: &List) -> Self {
        let options = list.options.len();
        let (at, marked) = match list.marks {
            Marks::One(at) => (at.filter(|at| *at < options), None),
            Marks::Several(marks) => {
                let marked = (0..options).map(|at| marks.get(at) == Some(&true)).collect();
                (Some(0).filter(|_| options > 0), Some(marked))
            }
        };
        let names = list.options.iter().map(|option| fold(option)).collect();
        let exclusive = list.exclusive.to_vec();
        let numbers = match list.numbers {
            Numbers::Positions => None,
            Numbers::Own(numbers) => Some(numbers.to_vec()),
        };
        let (command, refused, typed) = (None, None, String::new());
        Self { options, numbers, at, marked, exclusive, command, refused, names, typed }
    }

    fn press(&mut self, key: &Key, letters: &[char]) -> Step {
        self.refused = None;
        if self.command.is_some() {
            return self.write(key, letters);
        }
        if let Key::Char(letter) = *key
            && self.types(letter)
        {
            self.type_ahead(letter);
            return Step::Stays;
        }
        match key {
            Key::Backspace => {
                self.typed.pop();
                self.at = self.found().or(self.at);
                return Step::Stays;
            }
            // What was typed names no option, so nothing is accepted by it, and it is not gone on with.
            Key::Enter if !self.typed.is_empty() && self.found().is_none() => {
                self.typed.clear();
                return Step::Stays;
            }
            _ => self.typed.clear(),
        }
        match key {
            Key::ArrowDown | Key::Tab => self.go(Way::Next),
            Key::ArrowUp | Key::BackTab => self.go(Way::Previous),
            Key::Home => self.at = Some(0),
            Key::End => self.at = Some(self.options.saturating_sub(1)),
            Key::Char(' ') => self.mark(),
            Key::Char('/' | '／' | '、') if !letters.is_empty() => self.command = Some(String::new()),
            Key::Char('?' | '？') if letters.contains(&'?') => return Step::Picked(Picked::Letter('?')),
            Key::Char(figure) if !figure.is_control() => self.number(*figure),
            Key::Enter => return Step::Picked(Picked::Options(self.picked())),
            // Ctrl-D ends a line, too.
            Key::Escape | Key::Char('\u{4}') => return Step::Left,
            _ => {}
        }
        Step::Stays
    }

    /// Whether a letter is part of a number or word to find an option by, and neither a mark nor the begin of a command.
    fn types(&self, letter: char) -> bool {
        let is_mark = match letter {
            ' ' => self.typed.is_empty() || self.marked.is_some(),
            figure => self.typed.is_empty() && self.marks_by_figure() && self.option_of(figure).is_some(),
        };
        let is_command = self.typed.is_empty() && matches!(letter, '/' | '／' | '、' | '?' | '？');
        !(letter.is_control() || is_mark || is_command)
    }

    /// Whether a figure marks its option at once: where it cannot be the first one of a longer number.
    fn marks_by_figure(&self) -> bool {
        self.marked.is_some() && self.options <= 9
    }

    /// Goes to the option that is meant with this letter, too; a figure that leads nowhere begins another number.
    fn type_ahead(&mut self, letter: char) {
        self.typed.push(letter);
        if self.found().is_none() && letter.is_ascii_digit() {
            let longer = std::mem::replace(&mut self.typed, letter.to_string());
            if self.found().is_none() {
                self.typed = longer;
            }
        }
        self.at = self.found().or(self.at);
    }

    /// The option that is meant by what was typed: the one with this number, else one whose number begins so, else one
    /// that begins with it, else one that contains it.
    fn found(&self) -> Option<usize> {
        let wanted = Some(fold(&self.typed)).filter(|wanted| !wanted.is_empty())?;
        let digits = wanted.strip_prefix('#').unwrap_or(&wanted);
        let numbered = |is_meant: &dyn Fn(&str) -> bool| {
            (0..self.options).find(|at| self.number_of(*at).is_some_and(|number| is_meant(&number)))
        };
        let named = |is_meant: &dyn Fn(&str) -> bool| self.names.iter().position(|name| is_meant(name));
        let begun = !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit());
        numbered(&|number| number == digits)
            .or_else(|| numbered(&|number| begun && number.starts_with(digits)))
            .or_else(|| named(&|name| name.starts_with(&*wanted)))
            .or_else(|| named(&|name| name.contains(&*wanted)))
    }

    /// The number that stands for an option.
    fn number_of(&self, position: usize) -> Option<String> {
        match &self.numbers {
            Some(numbers) => numbers.get(position).map(i64::to_string),
            None => Some((position + 1).to_string()),
        }
    }

    /// A key after a slash: the command is written as on a line, and Enter gives it.
    fn write(&mut self, key: &Key, letters: &[char]) -> Step {
        let Some(command) = &mut self.command else { return Step::Stays };
        match key {
            Key::Char('\u{4}') => return Step::Left,
            // As on a line, these take away all that was written.
            Key::Char('\u{15}' | '\u{17}') => self.command = None,
            Key::Char(letter) if !letter.is_control() => command.push(*letter),
            Key::Backspace if !command.is_empty() => {
                command.pop();
            }
            Key::Enter => {
                let given = Command::of_line(&format!("/{command}")).map(Command::letter);
                let command = self.command.take();
                if let Some(letter) = given.filter(|letter| letters.contains(letter)) {
                    return Step::Picked(Picked::Letter(letter));
                }
                self.refused = command;
            }
            Key::Backspace | Key::Escape => self.command = None,
            _ => {}
        }
        Step::Stays
    }

    /// One option on, and from the last to the first. Arrows enter at the end where they come from.
    fn go(&mut self, way: Way) {
        let Some(last) = self.options.checked_sub(1) else { return };
        self.at = Some(match (way, self.at) {
            (Way::Next, None) => 0,
            (Way::Next, Some(at)) if at >= last => 0,
            (Way::Next, Some(at)) => at + 1,
            (Way::Previous, None | Some(0)) => last,
            (Way::Previous, Some(at)) => at - 1,
        });
    }

    /// The option that a figure stands for.
    fn option_of(&self, figure: char) -> Option<usize> {
        let figure = figure.to_digit(10)?.to_string();
        (0..self.options).find(|at| self.number_of(*at).as_deref() == Some(&*figure))
    }

    fn number(&mut self, figure: char) {
        if let Some(wanted) = self.option_of(figure) {
            self.at = Some(wanted);
            self.mark();
        }
    }

    /// Marks the option that the arrows are at, or takes its mark away. One that goes with no other takes away theirs, and
    /// they its own.
    fn mark(&mut self) {
        let (Some(marked), Some(at)) = (&mut self.marked, self.at) else { return };
        let Some(mark) = marked.get_mut(at) else { return };
        *mark = !*mark;
        if !*mark {
            return;
        }
        let is_alone = |at: usize| self.exclusive.get(at) == Some(&true);
        for (other, mark) in marked.iter_mut().enumerate() {
            *mark &= other == at || !(is_alone(at) || is_alone(other));
        }
    }

    fn picked(&self) -> Vec<usize> {
        match &self.marked {
            Some(marked) => (0..marked.len()).filter(|at| marked.get(*at) == Some(&true)).collect(),
            None => self.at.into_iter().collect(),
        }
    }
}

/// Shows a list until something is picked. Escape ends as the end of all answers.
pub(super) fn pick(term: &Term, language: Language, list: &List) -> io::Result<Picked> {
    let mut open = Open::of(list);
    term.hide_cursor()?;
    loop {
        // Made anew each time, as the terminal may have got another width.
        let menu = Menu::of(language, list, term);
        let drawn = draw(&menu, &open, term.size().0, list);
        term.write_str(&drawn)?;
        term.flush()?;
        let step = open.press(&term.read_key()?, list.letters);
        term.clear_last_lines(drawn.matches('\n').count())?;
        match step {
            Step::Stays => {}
            Step::Picked(picked) => {
                if let Picked::Options(positions) = &picked
                    && !positions.is_empty()
                {
                    term.write_line(&menu.answer(positions))?;
                }
                term.flush()?;
                return Ok(picked);
            }
            Step::Left => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// Rows above a list that stay in sight when all of it is shown; 0 where it is taller than the terminal.
pub(crate) fn room_above(language: Language, question: &str, options: &[String]) -> usize {
    let term = Term::stderr();
    let menu = Menu::of(language, &List::under(question, options, Marks::One(None)), &term);
    let options: usize = (0..options.len()).map(|at| menu.height(at)).sum();
    let taken = options + menu.question().trim_end().split('\n').count() + usize::from(BELOW);
    usize::from(term.size().0).saturating_sub(taken)
}

/// The options that there is room for, around the one that the arrows are at, and how to go on.
fn draw(menu: &Menu, open: &Open, rows: u16, list: &List) -> String {
    let mut text = match list.heading {
        Heading::Question => format!("{}\n", menu.question().trim_end()),
        Heading::Above => String::new(),
    };
    let taken = text.matches('\n').count();
    let room = usize::from(rows.saturating_sub(BELOW)).saturating_sub(taken);
    let shown = window(menu, open, room.saturating_sub(list.above).max(LEAST).min(room.max(1)));
    for position in shown.clone() {
        let (item, active) = (position.to_string(), open.at == Some(position));
        // Writing to a text does not fail.
        let _ = match &open.marked {
            Some(marked) => {
                let checked = marked.get(position) == Some(&true);
                menu.format_multi_select_prompt_item(&mut text, &item, checked, active)
            }
            None => menu.format_select_prompt_item(&mut text, &item, active),
        };
        text.push('\n');
    }
    text.push_str(&keys(menu, open, list, open.options - shown.len()));
    text.push('\n');
    text
}

/// The line below the options: what is being typed, or how to go on.
fn keys(menu: &Menu, open: &Open, list: &List, more: usize) -> String {
    let word = |english, chinese| word(menu.language(), english, chinese);
    if let Some(command) = &open.command {
        return format!("/{}", one_line(command));
    }
    if let Some(refused) = &open.refused {
        return format!("/{}{}", one_line(refused), word(": no such command", "：没有这个命令"));
    }
    if !open.typed.is_empty() {
        let on = match (open.found(), &open.marked) {
            (None, _) => word(": nothing like it", "：没有匹配的"),
            (_, Some(_)) => word(", space marks", "，空格勾选"),
            (_, None) => word(", then Enter", "，回车确认"),
        };
        return format!("{}{on}", one_line(&open.typed));
    }
    let told = match &open.marked {
        _ if more > 0 => return format!("↑↓ {}", word("more", "还有更多")),
        Some(_) if open.marks_by_figure() => word("space or a number marks", "空格或数字勾选"),
        Some(_) => word("a number or ↑↓, space marks", "数字或 ↑↓ 移动，空格勾选"),
        None => word("a number or ↑↓", "数字或 ↑↓ 选择"),
    };
    // Where nothing can be picked but by hand, Enter alone goes on without an answer.
    let had_marks = matches!(list.marks, Marks::Several(marks) if marks.contains(&true));
    let enter = if open.picked().is_empty() && had_marks {
        word("; nothing is marked", "；尚未勾选")
    } else if open.picked().is_empty() && !list.letters.is_empty() {
        word("; Enter skips", "；回车跳过")
    } else if open.marked.is_some() {
        word(", Enter accepts", "，回车确认")
    } else {
        word(", then Enter", "，回车确认")
    };
    format!("{told}{enter}")
}

/// Which options fit into so many rows, the one that the arrows are at among them.
fn window(menu: &Menu, open: &Open, rows: usize) -> std::ops::Range<usize> {
    let height = |range: std::ops::Range<usize>| range.map(|at| menu.height(at)).sum::<usize>();
    let at = open.at.unwrap_or(0);
    let mut first = 0;
    while first < at && height(first..at + 1) > rows {
        first += 1;
    }
    let mut end = first;
    while end < open.options && (end == first || height(first..end + 1) <= rows) {
        end += 1;
    }
    first..end
}

#[cfg(test)]
mod tests;
