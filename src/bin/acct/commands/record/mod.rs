//! What every kind of record can do, from its description alone.

pub(crate) mod add;
pub(crate) mod command;
pub(crate) mod dupes;
pub(crate) mod edit;
pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod remove;
pub(crate) mod shared_command;
pub(crate) mod show;
pub(crate) mod value;

use acct::say;
pub(crate) use command::record_command;
pub(crate) use shared_command::shared_command;

use crate::context::Context;

/// Says which aliases of an account were not taken.
pub(crate) fn tell_left_out(context: &Context, aliases: &[String]) {
    for alias in aliases {
        let message = say!(
            context.language,
            "alias \"{alias}\" left out: the account goes by that name already",
            "未加别名“{alias}”：客户已有这个名称"
        );
        context.ui.note(format_args!("{message}"));
    }
}
