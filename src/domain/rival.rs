//! Who else sells to a customer, with what and how well.

use super::account::Account;
use super::contact::Contact;
use super::field_type::{Paragraph, Percent, Rating, Year};
use super::fold::fold;
use super::id::Id;
use super::record::Custom;
use crate::record;

/// How our own side is called where rivals are named.
pub const US: &[&str] = &["us", "ours", "we", "我方", "我们", "我司"];

/// Whether a name means us.
#[must_use]
pub fn is_us(name: &str) -> bool {
    US.contains(&fold(name.trim()).as_str())
}

record! {
    /// A rival at one customer. The same rival at another customer is another record of the same name.
    pub struct Rival {
        account: Id<Account>,
        name: String [not_us],
        /// What of theirs is installed.
        product: Option<String>,
        /// The product lines in which they sell there.
        lines: Vec<String>,
        /// The year since when it is.
        since: Option<Year>,
        /// How content the customer is with them: 1 (not at all) to 5.
        satisfaction: Option<Rating>,
        /// Who represents them there.
        representative: Option<String>,
        /// The people at the customer whom their representative knows.
        knows: Vec<Id<Contact>>,
        strengths: Vec<String>,
        weaknesses: Vec<String>,
        /// Their price, as the customer or the market tells it.
        price: Option<String>,
        /// How they go about it.
        approach: Option<Paragraph>,
        /// Their share of what the customer buys of our kind of thing.
        share: Option<Percent> [share],
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}
