//! Units of columns, and cells that get them.

use super::*;

fn told(name: &str) -> Option<(String, String)> {
    let (bare, unit) = Unit::of_name(name)?;
    Some((bare.to_owned(), format!("{}{}", unit.currency.as_deref().unwrap_or_default(), unit.scale)))
}

#[test]
fn the_unit_in_the_name_of_a_column_is_understood() {
    for (name, bare, unit) in [
        ("营业收入（万元）", "营业收入", "元万"),
        ("注册资本(万元人民币)", "注册资本", "人民币万"),
        ("注册资本（单位：万美元）", "注册资本", "美元万"),
        ("年销售额(亿元)", "年销售额", "元亿"),
        ("员工人数（人）", "员工人数", ""),
        ("员工数(千人)", "员工数", "千"),
        ("注册资本万元", "注册资本", "元万"),
        ("营业收入/亿元", "营业收入", "元亿"),
        ("Revenue (USD m)", "Revenue", "USDm"),
        ("Revenue (EUR k)", "Revenue", "EURk"),
        ("Revenue (kEUR)", "Revenue", "EURk"),
        ("Umsatz (TEUR)", "Umsatz", "EURk"),
        ("Umsatz in Mio. EUR", "Umsatz", "EURm"),
        ("Revenue (in thousands)", "Revenue", "k"),
        ("Revenue in thousands", "Revenue", "k"),
        ("Revenue ($'000)", "Revenue", "$k"),
        ("Revenue (US$ million)", "Revenue", "US$m"),
        ("Revenue (m)", "Revenue", "m"),
        ("Revenue, USD m", "Revenue", "USDm"),
        ("Revenue [bn €]", "Revenue", "€bn"),
        ("annual_revenue_usd", "annual_revenue", "usd"),
        ("Employees (FTE)", "Employees", ""),
        ("Probability (%)", "Probability", ""),
        ("公司名称（必填）", "公司名称", ""),
    ] {
        assert_eq!(told(name), Some((bare.to_owned(), unit.to_owned())), "{name}");
    }
    for name in [
        "Company (legal)", "Revenue", "Number of people", "万元", "Phone (mobile)", "Plan m", "Room b",
        "万科", "Sales (all)", "Revenue (2024)", "Revenue (EUR USD)", "收入（万千）", "Top 10 k", "In 000",
    ] {
        assert_eq!(told(name), None, "{name}");
    }
}

#[test]
fn cells_that_name_no_unit_get_it() {
    for (unit, cell, expected) in [
        ("万元", "3500", Some("元 3500万")),
        ("万元", "3,500.5", Some("元 3,500.5万")),
        ("万元", "3.5亿", Some("元 3.5亿")),
        ("万元", "3.5亿元", None),
        ("万元", "约3500", Some("元 约3500万")),
        ("USD m", "12.5", Some("USD 12.5m")),
        ("USD m", "$ 12.5", Some("USD $ 12.5m")),
        ("USD m", "12.5bn", Some("USD 12.5bn")),
        ("USD m", "EUR 3bn", None),
        ("USD m", "1.234", None),
        ("in thousands", "USD 12", Some("USD 12k")),
        ("in thousands", "12 USD", Some("12k USD")),
        ("in thousands", "100-499", Some("100k-499k")),
        ("in thousands", "12k", None),
        ("in thousands", "-", None),
        ("万元", "1.2E+03", Some("元 1200万")),
        ("人", "300", None),
        ("m", "25%", None),
    ] {
        assert_eq!(Unit::parse(unit).unwrap().applied(cell).as_deref(), expected, "{unit}: {cell}");
    }
}
