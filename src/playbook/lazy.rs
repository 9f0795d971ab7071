//! The method, parsed when it is first needed and only once.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::rc::Rc;

use super::sayings::Sayings;
use super::{Playbook, PlaybookError};
use crate::domain::money::Rates;

/// The built-in playbook under the user's file, if there is one; parsing takes some ten milliseconds.
#[derive(Debug, Default)]
pub struct LazyPlaybook {
    user_file: Option<PathBuf>,
    rates: Rates,
    playbook: OnceCell<Rc<Playbook>>,
    sayings: OnceCell<Sayings>,
}

impl LazyPlaybook {
    #[must_use]
    pub fn new(user_file: Option<PathBuf>, rates: Rates) -> Self {
        Self { user_file, rates, playbook: OnceCell::new(), sayings: OnceCell::new() }
    }

    /// By which amounts of several currencies are added up.
    #[must_use]
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// # Errors
    /// When the user's file cannot be read or has mistakes.
    pub fn get(&self) -> Result<Rc<Playbook>, PlaybookError> {
        if let Some(playbook) = self.playbook.get() {
            return Ok(Rc::clone(playbook));
        }
        let loaded = Playbook::load(self.user_file.as_deref())?;
        let playbook = Rc::new(Playbook { rates: self.rates.clone(), ..loaded });
        Ok(Rc::clone(self.playbook.get_or_init(|| playbook)))
    }

    /// What its signals and questions are called.
    ///
    /// # Errors
    /// Those of [`LazyPlaybook::get`].
    pub fn sayings(&self) -> Result<&Sayings, PlaybookError> {
        let playbook = self.get()?;
        Ok(self.sayings.get_or_init(|| Sayings::new(&playbook)))
    }
}
