//! `acct order stats --by PERIOD`: what periods come to over many accounts.

use acct::analysis::orders::{OfAll, PeriodTotals};
use acct::export::{Cell, Format, Sheet};
use acct::ops::{OpsError, orders};

use super::super::money;
use super::Grouped;
use crate::commands::{portfolio, rates};
use crate::context::Context;
use crate::display::{self, number_cell};
use crate::sheets::{self, named_columns};

pub(super) fn run(context: &mut Context, filters: &[String], by: Grouped) -> anyhow::Result<()> {
    let chosen = portfolio::chosen(context, None, filters)?;
    let mut totals = PeriodTotals::new(by.length(), context.today);
    orders::each(context.store()?.read(), &chosen, |customer| {
        totals.add(&customer.orders);
        Ok::<(), OpsError>(())
    })?;
    let (periods, left_out) = totals.told(by.most(), context.rates());
    let mut sheet = sheets::without_empty_columns(context, sheet(context, by, &periods));
    if context.format() == Format::Table {
        sheet = sheets::without(&sheet, &["left_out"]);
    }
    display::print_list(context, &sheet)?;
    if periods.is_empty() {
        super::all::tell_none(context);
    }
    rates::tell(context, &totals.converted(context.rates()), &left_out);
    Ok(())
}

fn sheet(context: &Context, by: Grouped, periods: &[OfAll]) -> Sheet {
    let columns = named_columns(
        context,
        &[
            by.heading(),
            ("accounts", "Accounts", "客户数"),
            ("orders", "Orders", "订单数"),
            ("amount", "Amount", "金额"),
            ("left_out", "Without a rate", "无汇率"),
            ("before", "Year before", "上年同期"),
            ("change", "Change", "同比"),
            ("running", "", ""),
        ],
    );
    let row = |period: &OfAll| {
        vec![
            display::text_cell(&period.period.to_string()),
            number_cell(period.accounts),
            number_cell(period.orders),
            money::cell(context, period.amount),
            money::cells(context, &period.left_out),
            money::cell_if(context, period.before),
            money::change_cell(period.change),
            super::one::running_cell(context, period.running),
        ]
    };
    Sheet { columns, rows: periods.iter().map(row).collect::<Vec<Vec<Cell>>>() }
}
