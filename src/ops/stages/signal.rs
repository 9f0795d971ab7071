//! Recording what was seen at a customer.

use super::{StageRefusal, given, process_name};
use crate::domain::choices::Stage;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::interaction::Interaction;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Record};
use crate::domain::signal::Signal;
use crate::domain::value::Value;
use crate::ops::{OpsError, Session, promises, records, summary};
use crate::playbook::Playbook;
use crate::store::{Writer, Written};

/// Something seen at a customer.
#[derive(Clone, Debug)]
pub struct Sighting {
    pub account: i64,
    /// The project of which it tells; none for the account's own process.
    pub project: Option<i64>,
    /// The playbook's identifiers.
    pub signals: Vec<String>,
    pub date: Option<Date>,
    pub contact: Option<i64>,
    pub note: Option<String>,
}

/// Records customer signals, each once however often it is given.
///
/// # Errors
/// When the playbook has no such signal, or the date has not come.
pub fn signal(session: &mut Session, sighting: &Sighting) -> Result<Written<Vec<Signal>>, OpsError> {
    let today = session.today;
    let playbook = session.playbook.get()?;
    let date = sighting.date.unwrap_or(today);
    if date > today {
        return Err(StageRefusal::Future { date }.into());
    }
    session.write(|writer| {
        let recorded = record(writer, &playbook, sighting, date)?;
        let account = writer.read().get(Kind::Account, sighting.account)?;
        let project = match sighting.project {
            Some(project) => Some(writer.read().get(Kind::Project, project)?),
            None => None,
        };
        let name = process_name(&account.title(), project.as_ref().map(Entry::title).as_deref());
        let Text { en, zh } = listed(&playbook, &recorded);
        let told =
            summary(format!("Recorded signals of {name}: {en}"), format!("记录 {name} 的客户信号：{zh}"));
        Ok((recorded, told))
    })
}

/// An interaction that was recorded together with what came of it.
#[derive(Clone, Debug)]
pub struct Logged {
    pub entry: Entry,
    pub signals: Vec<Signal>,
    /// Earlier interactions whose next steps are done with it.
    pub settled: Vec<Interaction>,
}

/// Records an interaction together with the signals that were seen in it, as one operation, and marks next steps of the
/// interactions `done` as done on its day.
///
/// # Errors
/// When the interaction is refused, the playbook has no such signal, or nothing was promised in one of those.
pub fn log(
    session: &mut Session,
    entry: Entry,
    signals: &[String],
    done: &[i64],
) -> Result<Written<Logged>, OpsError> {
    let playbook = session.playbook.get()?;
    let today = session.today;
    records::check(&entry, entry.kind.fields(), session.today)?;
    let seen = if let Value::Date(date) = entry.get("date") { *date } else { session.today };
    let account = entry.account().unwrap_or_default();
    let contact = match entry.get("contacts") {
        Value::Links(contacts) => contacts.first().copied().filter(|_| contacts.len() == 1),
        _ => None,
    };
    let note = Some(entry.title().into_owned());
    let sighting =
        Sighting { account, project: None, signals: signals.to_vec(), date: Some(seen), contact, note };
    let mut entry = entry;
    session.write(|writer| {
        records::insert(writer, &mut entry)?;
        let recorded = record(writer, &playbook, &sighting, seen)?;
        let mut settled = Vec::new();
        for interaction in done {
            settled.push(promises::mark(writer, *interaction, seen, today)?);
        }
        let account = writer.read().get(Kind::Account, account)?;
        let (name, Text { en, zh }) = (account.title(), listed(&playbook, &recorded));
        let steps: Vec<String> = settled.iter().map(promises::step).collect();
        let (done, done_zh) = match steps.as_slice() {
            [] => (String::new(), String::new()),
            steps => (format!("; done: {}", steps.join("; ")), format!("；已完成：{}", steps.join("；"))),
        };
        let told = summary(
            format!("Added an interaction with {name} and the signals {en}{done}"),
            format!("新增与 {name} 的互动及客户信号：{zh}{done_zh}"),
        );
        Ok((Logged { entry, signals: recorded, settled }, told))
    })
}

fn record(
    writer: &mut Writer,
    playbook: &Playbook,
    sighting: &Sighting,
    date: Date,
) -> Result<Vec<Signal>, OpsError> {
    let mut recorded = Vec::new();
    for (at, id) in sighting.signals.iter().enumerate() {
        if sighting.signals.iter().take(at).any(|earlier| earlier == id) {
            continue;
        }
        let stage = playbook.stage_of_signal(id).and_then(|guide| Stage::named(&guide.id));
        let mut entry = Signal {
            id: Id::new(0),
            account: Id::new(sighting.account),
            project: sighting.project.map(Id::new),
            signal: id.clone(),
            stage: stage.ok_or_else(|| StageRefusal::UnknownSignal { id: id.clone() })?,
            date,
            contact: sighting.contact.map(Id::<Contact>::new),
            note: given(sighting.note.as_deref()),
            created: None,
            updated: None,
        }
        .to_entry();
        records::insert(writer, &mut entry)?;
        recorded.push(Signal::from_entry(&entry)?);
    }
    Ok(recorded)
}

/// The signals as people read them.
fn listed(playbook: &Playbook, recorded: &[Signal]) -> Text {
    let known = |id: &str| {
        let signals = || playbook.stages.iter().flat_map(|stage| &stage.signals);
        let known = signals().find(|known| known.id == id);
        known.map_or([id, id].map(str::to_owned), |known| [known.en.clone(), known.zh.clone()])
    };
    let told: Vec<[String; 2]> = recorded.iter().map(|signal| known(&signal.signal)).collect();
    let [en, zh] = [0, 1].map(|at| told.iter().filter_map(|told| told.get(at).cloned()).collect::<Vec<_>>());
    Text { en: en.join(", "), zh: zh.join("、") }
}
