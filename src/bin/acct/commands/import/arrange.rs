//! The mapping screen: which column goes where, shown with values, to be changed until it is right.

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::{Bilingual as _, pick};
use acct::domain::person_name::NamePart;
use acct::import::columns::{Basis, Mapping, Rule, Target, Vocabulary, has_amounts, is_imported};
use acct::import::explain::{Asked, Explained};
use acct::import::source::Source;
use acct::say;

use super::explain::{look, words};
use crate::context::Context;
use crate::prompt::{List, Marks, Picked};

/// What a person says becomes of a column.
enum Choice {
    Field(String),
    LeftOut,
    Own,
    ExternalId,
    AsItIs,
}

/// What a person says of tables and their columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) rules: Vec<Rule>,
    /// What the rows of tables are.
    pub(super) kinds: BTreeMap<String, Kind>,
}

impl Said {
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.kinds.is_empty()
    }

    /// What was said before with what is said here.
    pub(super) fn beside(&self, mapping: &Mapping) -> Mapping {
        let rules = mapping.rules.iter().chain(&self.rules).cloned().collect();
        let kinds = mapping.kinds.iter().chain(&self.kinds).map(|(table, kind)| (table.clone(), *kind));
        Mapping { rules, kinds: kinds.collect(), ..mapping.clone() }
    }
}

/// What is chosen on the screen of a table.
enum Chosen {
    Column(usize),
    /// The rows are something else.
    Kind,
    GoOn,
}

/// Lets a person arrange the columns of all tables in which something is not clear. Gives what was said, to stand beside
/// the rules that there are.
pub(super) fn arranged(context: &mut Context, inputs: &[Source], asked: &Asked) -> anyhow::Result<Said> {
    let mut said = Said::default();
    let names: Vec<String> = look(context, inputs, asked)?
        .into_iter()
        .filter(|table| !table.problems.is_empty() || unclear(table) > 0)
        .map(|table| table.name)
        .collect();
    for mut name in names {
        loop {
            let mapping = said.beside(asked.mapping);
            let tables = look(context, inputs, &Asked { mapping: &mapping, ..*asked })?;
            let Some(table) = tables.into_iter().find(|table| table.name == name) else { break };
            match chosen(context, &table)? {
                Chosen::GoOn if table.problems.is_empty() => break,
                Chosen::GoOn => {}
                Chosen::Column(column) => {
                    if let Some(rule) = rule_for(context, &table, column)? {
                        said.rules.retain(|known| !known.is_about_the_column_of(&rule));
                        said.rules.push(rule);
                    }
                }
                Chosen::Kind => {
                    if let Some(kind) = kind_for(context, &table)? {
                        // What columns are to another kind says nothing of this one.
                        table.columns.part.whole(&table.name).clone_into(&mut name);
                        said.rules.retain(|rule| !rule.is_within(&name));
                        said.kinds.insert(name.clone(), kind);
                    }
                }
            }
        }
    }
    Ok(said)
}

/// Asks what the rows of a table are.
fn kind_for(context: &mut Context, table: &Explained) -> anyhow::Result<Option<Kind>> {
    let language = context.language;
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| is_imported(*kind)).collect();
    let options: Vec<String> = kinds.iter().map(|kind| crate::display::several(context, *kind)).collect();
    let question = say!(
        language,
        "What are the rows of {}? (type to search)",
        "{} 各行是什么？（输入文字可查找）",
        table.name
    );
    let at = kinds.iter().position(|kind| *kind == table.columns.kind);
    let Picked::Options(picked) =
        context.prompter().pick(&List::under(&question, &options, Marks::One(at)))?
    else {
        return Ok(None);
    };
    Ok(picked.first().and_then(|place| kinds.get(*place)).copied())
}

/// How many columns of a table nobody is sure about.
fn unclear(table: &Explained) -> usize {
    let is_unclear = |basis: &&Basis| basis.is_guess() || matches!(basis, Basis::Nothing { .. });
    table.columns.basis.iter().filter(is_unclear).count()
}

/// What is to be changed of a table.
fn chosen(context: &mut Context, table: &Explained) -> anyhow::Result<Chosen> {
    let language = context.language;
    for problem in &table.problems {
        context.ui.warning(format_args!("{}", problem.told_in(language)));
    }
    let own: Vec<usize> = (0..table.columns.header.len())
        .filter(|column| table.columns.basis[*column] != Basis::OtherPart)
        .collect();
    let mut options: Vec<String> = own.iter().map(|column| option(context, table, *column)).collect();
    let rows = crate::display::several(context, table.columns.kind);
    options.push(pick(language, "Go on with these", "就这样，继续").to_owned());
    options.push(say!(language, "The rows are something else than {rows}", "各行不是{rows}，另选种类"));
    let question = say!(
        language,
        "{}, {rows}: a column to change, or go on",
        "{}（{rows}）：选择要修改的列，或继续",
        table.name
    );
    let chosen = context.prompter().choose(&question, &options, own.len())?;
    Ok(match own.get(chosen) {
        Some(column) => Chosen::Column(*column),
        None if chosen == own.len() => Chosen::GoOn,
        None => Chosen::Kind,
    })
}

/// `Industy: Steel; Paper -> Industry (like industry, 87%)`.
fn option(context: &Context, table: &Explained, column: usize) -> String {
    let language = context.language;
    let samples = words::samples(context, table, column).replace('\n', "; ");
    let targets = words::targets(context, &table.columns, column);
    let basis = words::basis(context, &table.columns, column);
    let name = &table.columns.header[column];
    let arrow =
        if table.columns.targets[column].is_empty() { "✗".to_owned() } else { format!("=> {targets}") };
    say!(language, "{name}: {samples} {arrow} ({basis})", "{name}：{samples} {arrow}（{basis}）")
}

/// Asks what a column is.
fn rule_for(context: &mut Context, table: &Explained, column: usize) -> anyhow::Result<Option<Rule>> {
    let language = context.language;
    let kind = table.columns.kind;
    let (mut options, mut choices) = (Vec::new(), Vec::new());
    let mut offer = |text: String, choice: Choice| {
        options.push(text);
        choices.push(choice);
    };
    for field in context.schema.fields(kind).filter(|field| field.is_given()) {
        let label = context.labels.field(kind, field, language);
        let name = if field.custom { format!("custom.{}", field.name) } else { field.name.to_owned() };
        offer(format!("{label} ({name})"), Choice::Field(name));
    }
    for part in NamePart::ALL.into_iter().filter(|_| kind == Kind::Contact) {
        let text = format!("{} ({})", words::part_of_name(part, language), part.as_str());
        offer(text, Choice::Field(part.as_str().to_owned()));
    }
    let vocabulary = Vocabulary { schema: &context.schema, labels: &context.labels };
    if has_amounts(kind, vocabulary) {
        let name = Target::Currency.to_string();
        offer(format!("{} ({name})", words::currency(language)), Choice::Field(name));
    }
    offer(pick(language, "Leave it out", "不导入").to_owned(), Choice::LeftOut);
    offer(pick(language, "Keep it as a value of its own", "作为自定义字段保留").to_owned(), Choice::Own);
    offer(pick(language, "An id of another system", "其他系统的编号").to_owned(), Choice::ExternalId);
    offer(pick(language, "As it is", "保持现状").to_owned(), Choice::AsItIs);
    let name = table.columns.header[column].clone();
    let question = say!(language, "What is {name}? (type to search)", "{name} 是什么？（输入文字可查找）");
    let current = table.columns.targets[column].first().map(ToString::to_string).or_else(|| {
        match &table.columns.basis[column] {
            Basis::Nothing { nearest } => nearest.as_ref().map(|near| near.field.clone()),
            _ => None,
        }
    });
    let at = choices.iter().position(|choice| match choice {
        Choice::Field(field) => Some(field) == current.as_ref(),
        Choice::ExternalId => current.as_ref().is_some_and(|field| field.starts_with("external_ids:")),
        _ => false,
    });
    let list = List::under(&question, &options, Marks::One(at.or(Some(options.len() - 1))));
    let Picked::Options(picked) = context.prompter().pick(&list)? else { return Ok(None) };
    let Some(choice) = picked.first().and_then(|picked| choices.get(*picked)) else { return Ok(None) };
    let field = match choice {
        Choice::AsItIs => return Ok(None),
        Choice::LeftOut => String::new(),
        Choice::Field(field) => field.clone(),
        Choice::Own => format!("custom.{name}"),
        Choice::ExternalId => {
            let question = pick(language, "Which system? (such as erp, sf)", "哪个系统？（例如 erp、sf）");
            let system = context.prompter().text(question, "")?;
            if system.trim().is_empty() {
                return Ok(None);
            }
            format!("external_ids:{}", system.trim())
        }
    };
    Ok(Some(Rule::of(&name, &field).within(&table.name)))
}

/// Offers to keep what was arranged as a profile. Gives its name.
pub(super) fn offered_name(context: &mut Context, proposed: &str) -> anyhow::Result<Option<String>> {
    let language = context.language;
    let question = pick(language, "Keep this as a profile for the next time?", "保存为方案，下次沿用？");
    if !context.prompter().confirm(question, false)? {
        return Ok(None);
    }
    // An Enter after the y takes what is proposed.
    let name = context.prompter().text(pick(language, "Name of the profile", "方案名称"), proposed)?;
    Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use acct::domain::kind::Kind;
    use acct::domain::record::Entry;

    use super::super::{Args, run};
    use super::*;
    use crate::prompt::scripted::Answer::{self, Accept, Interrupt, No, Option as Pick, Text, Yes};
    use crate::prompt::scripted::ScriptedPrompter;

    /// Imports a file as a person who answers so, and gives the accounts that are there afterwards.
    fn imported(
        folder: &std::path::Path,
        text: &str,
        script: Vec<(&'static str, Answer)>,
    ) -> (anyhow::Result<()>, Vec<Entry>) {
        let file = folder.join("list.csv");
        std::fs::write(&file, text).unwrap();
        let db = folder.join("accounts.db");
        let words = ["acct", "--db", db.to_str().unwrap(), "--lang", "en", "import", "x"];
        let mut context = Context::scripted(&words, ScriptedPrompter::new(script));
        context.places.config = folder.join("config.yaml");
        let command = <Args as clap::Args>::augment_args(clap::Command::new("import"));
        let matches = command.get_matches_from(["import", file.to_str().unwrap()]);
        let args = <Args as clap::FromArgMatches>::from_arg_matches(&matches).unwrap();
        let done = run(&mut context, &args);
        let query = acct::store::Query::all(Kind::Account);
        let entries = context.session().unwrap().store.page(&query).unwrap().entries;
        (done, entries)
    }

    const FILE: &str = "name,Industy,Rank,Code\nExample Steel,Steel,first,7\n";

    #[test]
    fn columns_are_changed_one_by_one_and_kept_as_a_profile() {
        let folder = tempfile::tempdir().unwrap();
        let script = vec![
            ("a column to change", Pick("Rank")),
            ("What is Rank?", Pick("Note (note)")),
            ("a column to change", Pick("Code")),
            ("What is Code?", Pick("An id of another system")),
            ("Which system?", Text("erp")),
            ("a column to change", Pick("Industy")),
            ("What is Industy?", Pick("Leave it out")),
            ("a column to change", Pick("Go on")),
            ("Keep this as a profile", Yes),
            ("Name of the profile", Text("ours")),
        ];
        let (done, accounts) = imported(folder.path(), FILE, script);
        done.unwrap();
        let account = &accounts[0];
        assert_eq!(account.text("note"), "first");
        assert_eq!(account.get("external_ids").to_json(), serde_json::json!(["erp:7"]));
        assert_eq!(account.text("industry"), "");
        let kept = std::fs::read_to_string(folder.path().join("profiles/ours.yaml")).unwrap();
        assert!(kept.contains("Code: external_ids:erp") && kept.contains("left_out:"), "{kept}");
        // The next time the file is known, and nothing is asked.
        let again = FILE.replace("Example Steel", "Example Paper").replace(",7", ",8");
        let (done, accounts) = imported(folder.path(), &again, vec![]);
        done.unwrap();
        assert_eq!(accounts[1].text("note"), "first");
    }

    #[test]
    fn the_rows_are_said_to_be_something_else() {
        let folder = tempfile::tempdir().unwrap();
        let script = vec![
            ("a column to change", Pick("Rank")),
            ("What is Rank?", Pick("Note (note)")),
            ("a column to change", Pick("The rows are something else than accounts")),
            ("What are the rows of", Pick("segments")),
            ("a column to change", Pick("Go on")),
            ("Keep this as a profile", No),
        ];
        let (done, accounts) = imported(folder.path(), "name,Rank,features\nMills,first,big\n", script);
        done.unwrap();
        assert_eq!(accounts.len(), 0);
    }

    #[test]
    fn what_is_left_as_it_is_goes_on_and_an_interrupt_keeps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let script = vec![
            ("a column to change", Pick("Rank")),
            ("What is Rank?", Accept),
            ("a column to change", Accept),
        ];
        let (done, accounts) = imported(folder.path(), FILE, script);
        done.unwrap();
        assert_eq!(accounts[0].text("industry"), "Steel");
        let script = vec![("a column to change", Pick("Rank")), ("What is Rank?", Interrupt)];
        let (done, accounts) = imported(folder.path(), &FILE.replace("Steel", "Paper"), script);
        assert!(done.is_err() && accounts.len() == 1);
    }

    #[test]
    fn the_screen_stands_on_what_it_proposes() {
        let folder = tempfile::tempdir().unwrap();
        let script = vec![
            ("a column to change", Pick("Citty")),
            ("What is Citty?", Accept),
            ("a column to change", Accept),
            ("Keep this as a profile", No),
        ];
        let (done, accounts) = imported(folder.path(), "name,Citty\nExample Steel,Lyon\n", script);
        done.unwrap();
        assert_eq!(accounts[0].text("city"), "Lyon");
    }

    #[test]
    fn a_problem_has_to_be_settled_and_a_clear_file_asks_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let script = vec![
            ("a column to change", Accept),
            ("a column to change", Pick("Firm")),
            ("What is Firm?", Pick("Keep it as a value of its own")),
            ("a column to change", Accept),
            ("Keep this as a profile", No),
        ];
        let (done, accounts) = imported(folder.path(), "Company,Firm\nExample Steel,big\n", script);
        done.unwrap();
        assert_eq!(accounts[0].get("custom").to_json(), serde_json::json!({"Firm": "big"}));
        let (done, accounts) = imported(folder.path(), "name,city\nExample Paper,Lyon\n", vec![]);
        done.unwrap();
        assert_eq!(accounts.len(), 2);
    }
}
