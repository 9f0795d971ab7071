//! What shops, accounting and other programs call the columns of their lists of orders.

use super::{Synonyms, called};

/// Of orders.
pub(super) const ORDER: &[Synonyms] = &[
    called(
        "title",
        &[
            "Product", "Product Name", "Item", "Item Name", "Item Description", "Article", "Material",
            "Material Description", "Goods", "产品", "产品名称", "商品", "商品名称", "品名", "物料",
            "物料名称", "物料描述", "货品", "货品名称", "存货名称", "订购产品", "订单内容",
        ],
    ),
    called(
        "line",
        &[
            "Line", "Product Family", "Product Group", "Product Category", "Category", "Product Type",
            "产品系列", "产品类别", "产品分类", "产品大类", "产品组", "品类", "商品分类", "类别",
        ],
    ),
    called(
        "date",
        &[
            "Order Date", "Date of Order", "Ordered", "Ordered On", "Purchase Date", "Sales Date",
            "Transaction Date", "Document Date", "Invoice Date", "订单日期", "订货日期", "订购日期",
            "采购日期", "销售日期", "成交日期", "单据日期", "下单时间", "订单时间", "日期", "签订日期",
            "签约日期", "合同日期",
        ],
    ),
    called(
        "quantity",
        &[
            "Qty", "Qty.", "Order Quantity", "Ordered Quantity", "Units", "Pieces", "订单数量", "订购数量",
            "订货数量", "销售数量", "件数",
        ],
    ),
    called("unit", &["UOM", "Unit of Measure", "计量单位", "数量单位"]),
    called(
        "amount",
        &[
            "Order Amount", "Order Value", "Total", "Total Amount", "Total Price", "Net Amount", "Net Value",
            "Line Total", "Value", "Sales Amount", "金额", "总金额", "总额", "总价", "订单总额",
            "订单总金额", "成交金额", "销售金额", "销售额", "价税合计", "合计", "合同金额", "签约金额",
            "含税金额",
        ],
    ),
    called(
        "margin",
        &[
            "Gross Margin", "Gross Profit", "Profit", "Contribution Margin", "毛利额", "毛利润", "利润",
            "贡献毛利",
        ],
    ),
    called(
        "number",
        &[
            "Invoice No", "Invoice Number", "发票号", "发票号码", "Order No", "Order No.", "Order Id",
            "Order Nr", "Sales Order", "Sales Order No", "SO Number", "PO Number", "Document No", "订单编号",
            "订单号码", "销售订单号", "采购订单号", "单号", "单据编号", "合同号", "合同编号",
        ],
    ),
    called("project", &["Project Name", "项目", "项目名称"]),
];
