//! What the columns of a survey are that has a row for each respondent: questions of the playbook, and who answered when.

use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::import::columns::{Mapping, Rule, Vocabulary};
use crate::playbook::vocabulary::plain;
use crate::playbook::{LazyPlaybook, Playbook, QuestionKind};

/// How many questions by their texts make a survey of a table.
const FEW: usize = 2;

/// The same by their ids alone, which are words that other lists have, too.
const MANY: usize = 4;

/// What forms call the time at which somebody answered.
const TIMES: &[&str] = &[
    "Timestamp", "Submitted", "Submitted At", "Submission Date", "Submission Time", "Completion time",
    "Completed", "Date Submitted", "时间戳记", "时间戳", "提交时间", "提交答卷时间", "完成时间", "填写时间",
    "答题时间", "回答时间",
];

/// What they call the address of who answered.
const MAILS: &[&str] = &[
    "Email", "E-mail", "Email Address", "E-mail Address", "Username", "Mail", "邮箱", "电子邮箱", "电子邮件",
    "邮箱地址", "电子邮件地址", "用户名",
];

/// What they call who answered, beside what other lists do.
const NAMES: &[&str] = &["Name", "Full Name", "Respondent", "姓名", "名字", "答卷人", "填写人", "受访人"];

/// Columns of forms that say nothing of the answers.
const BESIDE: &[&str] = &[
    "ID", "Response ID", "Start time", "Last modified time", "Language", "Total points", "Quiz feedback",
    "Score", "IP", "IP Address", "序号", "编号", "答卷编号", "开始时间", "开始答题时间", "所用时间", "来源",
    "来源详情", "来自IP", "总分", "语言", "上次修改时间",
];

/// What stands before what a form asks of a person.
const BEFORE: &[&str] = &[
    "what is the name of your", "what is your", "please enter your", "please give your", "your",
    "请填写您的", "请输入您的", "请问您的", "您的", "你的", "贵", "请填写", "请输入",
];

/// What a column of a survey is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Question {
        id: String,
        kind: QuestionKind,
    },
    Account,
    Name,
    Mail,
    Date,
    Survey,
    /// It says nothing of the answers, or the user leaves it out.
    Beside,
    Unknown,
}

/// The columns of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    places: Vec<Place>,
    /// Whether the user says how the round is called.
    has_round: bool,
}

/// Whether a header may be that of a survey, seen without the playbook: it asks.
fn may_be(header: &[String], mapping: &Mapping) -> bool {
    let asks = |name: &&String| {
        let name = name.trim_end_matches(['*', ' ']);
        name.ends_with(['?', '？']) || name.contains(['您', '你', '吗']) || plain(name) == "nps"
    };
    match mapping.kind {
        Some(kind) => kind == Kind::SurveyAnswer,
        None => header.iter().filter(asks).count() >= FEW || header.iter().any(|name| plain(name) == "nps"),
    }
}

/// The columns of a survey, where a header is one of it. A playbook with mistakes knows no questions; that is told where answers are
/// checked.
#[must_use]
pub fn of_header(
    header: &[String],
    words: Vocabulary,
    mapping: &Mapping,
    playbook: &LazyPlaybook,
) -> Option<Layout> {
    if !may_be(header, mapping) {
        return None;
    }
    layout(header, words, mapping, &*playbook.get().ok()?)
}

/// The columns of a survey; none where the header is of something else, or of a list with a row for each answer.
pub(super) fn layout(
    header: &[String],
    words: Vocabulary,
    mapping: &Mapping,
    playbook: &Playbook,
) -> Option<Layout> {
    if mapping.kind.is_some_and(|kind| kind != Kind::SurveyAnswer) {
        return None;
    }
    let is_used = |rule: &Rule| header.iter().any(|name| rule.names(name));
    if !mapping.rules.iter().all(is_used) {
        return None;
    }
    let mut by_text = 0;
    let mut places = Vec::with_capacity(header.len());
    for name in header {
        let rule = mapping.rules.iter().find(|rule| rule.names(name));
        let place = match rule {
            Some(rule) => ruled(rule, words, playbook)?,
            None => match question(name, playbook) {
                Some((place, is_text)) => {
                    by_text += usize::from(is_text);
                    place
                }
                None => of_respondent(name, words),
            },
        };
        places.push(place);
    }
    let questions = places.iter().filter(|place| matches!(place, Place::Question { .. })).count();
    let is_long = header.iter().any(|name| {
        words.given_field(Kind::SurveyAnswer, name).is_some_and(|field| field.name == "question")
    });
    let is_told = match mapping.kind {
        Some(_) => questions > 0,
        None => by_text > 0 && questions >= FEW || questions >= MANY && questions * 2 >= header.len(),
    };
    let has_round =
        places.contains(&Place::Survey) || mapping.says_of_all(Kind::SurveyAnswer, "survey", words);
    (is_told && !is_long).then_some(Layout { places, has_round })
}

/// What a rule of the user says of a column: a question by its id, or what a row of answers has.
fn ruled(rule: &Rule, words: Vocabulary, playbook: &Playbook) -> Option<Place> {
    let named = rule.said();
    if named.is_empty() {
        return Some(Place::Beside);
    }
    if let Some((place, _)) = question(named, playbook) {
        return Some(place);
    }
    if is_one_of(MAILS, named) {
        return Some(Place::Mail);
    }
    match words.given_field(Kind::SurveyAnswer, named)?.name {
        "account" => Some(Place::Account),
        "contact" => Some(Place::Name),
        "date" => Some(Place::Date),
        "survey" => Some(Place::Survey),
        _ => None,
    }
}

/// The question that a column asks, and whether it is put in words.
fn question(name: &str, playbook: &Playbook) -> Option<(Place, bool)> {
    let bare = without_marks(name);
    // Of a grid the row stands in brackets or behind a dash.
    let inner = [('[', ']'), ('【', '】')]
        .into_iter()
        .find_map(|(open, close)| Some(name.trim().strip_suffix(close)?.rsplit_once(open)?.1));
    let behind = name.rsplit_once(['—', '–', '：']).map(|(_, behind)| behind);
    [Some(bare.as_str()), inner, behind].into_iter().flatten().find_map(|words| {
        let wanted = plain(words);
        let found = playbook.survey_questions().find_map(|question| {
            let is_text = plain(&question.ask.en) == wanted || plain(&question.ask.zh) == wanted;
            (is_text || plain(&question.id) == wanted).then_some((question, is_text))
        });
        found.filter(|_| !wanted.is_empty()).map(|(question, is_text)| {
            (Place::Question { id: question.id.clone(), kind: question.kind }, is_text)
        })
    })
}

fn of_respondent(name: &str, words: Vocabulary) -> Place {
    let bare = without_marks(name);
    let bare = bare.trim_end_matches(['?', '？', ':', '：', ' ']);
    let folded = fold(bare);
    let asked = BEFORE.iter().find_map(|before| folded.strip_prefix(before)).map_or(bare, str::trim);
    for name in [bare, asked] {
        for (names, place) in
            [(TIMES, Place::Date), (MAILS, Place::Mail), (NAMES, Place::Name), (BESIDE, Place::Beside)]
        {
            if is_one_of(names, name) {
                return place;
            }
        }
        match words.given_field(Kind::SurveyAnswer, name).map(|field| field.name) {
            Some("account") => return Place::Account,
            Some("contact") => return Place::Name,
            Some("date") => return Place::Date,
            Some("survey") => return Place::Survey,
            _ => {}
        }
    }
    Place::Unknown
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| plain(known) == plain(name))
}

/// A question without its number and without what forms add: `1、您……吗？（必填）`, `Q2. ... *`.
fn without_marks(name: &str) -> String {
    let mut bare = name.trim().trim_end_matches(['*', ' ']);
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')] {
        if let Some((before, inner)) = bare.strip_suffix(close).and_then(|rest| rest.rsplit_once(open))
            && ["题", "选", "必", "required", "optional", "1-5", "0-10", "分"]
                .iter()
                .any(|mark| fold(inner).contains(mark))
        {
            bare = before.trim_end();
        }
    }
    let numbered = bare.strip_prefix(['Q', 'q', '第']).unwrap_or(bare);
    let rest = numbered.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let marked = rest.strip_prefix(['.', '、', ')', '）', ':', '：', '．', '题']);
    match marked.filter(|_| rest.len() < numbered.len()) {
        Some(rest) => rest.trim_start_matches(['.', '、', ':', '：', ' ']).to_owned(),
        None => bare.to_owned(),
    }
}

impl Layout {
    pub(super) fn columns(&self, wanted: fn(&Place) -> bool) -> impl Iterator<Item = usize> {
        self.places.iter().enumerate().filter(move |(_, place)| wanted(place)).map(|(column, _)| column)
    }

    /// The columns of questions, with their ids and kinds.
    pub(super) fn asked(&self) -> impl Iterator<Item = (usize, &str, QuestionKind)> {
        self.places.iter().enumerate().filter_map(|(column, place)| match place {
            Place::Question { id, kind } => Some((column, id.as_str(), *kind)),
            _ => None,
        })
    }

    pub(super) fn questions(&self) -> impl Iterator<Item = &str> {
        self.asked().map(|(_, id, _)| id)
    }

    /// The names of columns that are no question and nothing else that is known.
    pub(super) fn left_out(&self, header: &[String]) -> Vec<String> {
        let places = header.iter().zip(&self.places);
        let unknown = places.filter(|(name, place)| **place == Place::Unknown && !name.is_empty());
        unknown.map(|(name, _)| name.clone()).collect()
    }

    /// Whether nothing says how the round is called.
    pub(super) fn needs_round(&self) -> bool {
        !self.has_round
    }
}
