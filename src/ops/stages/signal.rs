//! Recording what was seen at a customer.

use super::{StageRefusal, given};
use crate::domain::choices::Stage;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::signal::Signal;
use crate::ops::{OpsError, Session, records, summary};
use crate::store::Written;

/// Something seen at a customer.
#[derive(Clone, Debug)]
pub struct Sighting {
    pub account: i64,
    /// The playbook's identifiers.
    pub signals: Vec<String>,
    pub date: Option<Date>,
    pub contact: Option<i64>,
    pub note: Option<String>,
}

/// Records customer signals.
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
        let mut recorded = Vec::new();
        for id in &sighting.signals {
            let stage = playbook.stage_of_signal(id).and_then(|guide| Stage::named(&guide.id));
            let mut entry = Signal {
                id: Id::new(0),
                account: Id::new(sighting.account),
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
        let account = writer.read().get(Kind::Account, sighting.account)?;
        let (name, list) = (account.title(), sighting.signals.join(", "));
        let told =
            summary(format!("Recorded signals of {name}: {list}"), format!("记录 {name} 的客户信号：{list}"));
        Ok((recorded, told))
    })
}
