// SPDX-License-Identifier: GPL-3.0-or-later
// A file of data: long, and read from top to bottom.
#include "output/relations.hpp"

#include <algorithm>
#include <array>

namespace gongkai {
namespace {

using enum FieldType;

// clang-format off
constexpr std::array documents_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"sha256", identifier, false, "of the bytes of the file; null where they could not be read"},
    Field{"file", text, true, "the name under which it was read; all its names stand in sources"},
    Field{"outcome", text, true, "done, done_with_warnings, not_a_pdf, encrypted, damaged, no_text_layer, cannot_open, timed_out, out_of_memory, crashed"},
    Field{"detail", text, false, "why, where the outcome is no success"},
    Field{"bytes", integer, false, "size of the file"},
    Field{"pages", integer, false, "of the file"},
    Field{"producer", text, false, "the program that wrote it"},
    Field{"encrypted", boolean, false, "whether it is encrypted, with a password or without"},
    Field{"text_layer", text, false, "digital, scanned or mixed"},
    Field{"kind", text, false, "department_budget, unit_budget, department_final_accounts, unit_final_accounts, government_budget, other"},
    Field{"year", integer, false, "the year the figures are for"},
    Field{"entity", text, false, "who published it, as printed"},
    Field{"region_code", identifier, false, "six digits by GB/T 2260"},
    Field{"region", text, false, "full name of the region"},
    Field{"date", text, false, "of the document: 2024-02-07, or 2024-02"},
    Field{"tables", integer, false, "how many tables it has"},
    Field{"cells", integer, false, "how many cells with text"},
    Field{"observations", integer, false, "how many amounts in tables of known type"},
    Field{"statements", integer, false, "how many figures of the running text"},
    Field{"checks_passed", integer, false, "checks that hold exactly"},
    Field{"checks_rounding", integer, false, "checks that hold within the printed decimals"},
    Field{"checks_failed", integer, false, "checks that fail"},
    Field{"proven_share", decimal, false, "share of observations and statements that are proven, from 0 to 1"},
    Field{"text_fingerprint", identifier, false, "the same for documents whose text and tables are the same, however the file was made"},
    Field{"figures_fingerprint", identifier, false, "the same for documents whose amounts are all the same, whoever they name; null where there are few"},
    Field{"reader", text, true, "version of the program and fingerprint of the patterns that read it"},
};
constexpr std::array documents_foreign_keys{
    ForeignKey{"region_code", "region", "code"},
};

constexpr std::array sources_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"file", text, true, "the name, as given and in UTF-8; of a file in an archive, the archive's name, a slash and the name in it"},
    Field{"archive", text, false, "the archive it stands in"},
    Field{"named_region_code", identifier, false, "the region that the name tells: the file's, or else that of its nearest folder; null where none is named, or more than one can be meant"},
};
constexpr std::array sources_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"named_region_code", "region", "code"},
};

constexpr std::array evidence_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"key", text, true, "kind, year, entity, region_code or date"},
    Field{"value", text, true, "what this place says"},
    Field{"agrees", boolean, true, "whether that was taken"},
    Field{"place", text, true, "cover, running_title, table_title, ...: from in the JSON"},
    Field{"page", integer, false, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
    Field{"text", text, false, "without white space"},
};
constexpr std::array evidence_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array sections_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"section_number", integer, true, "order within the document, counted from 1"},
    Field{"parent", integer, false, "section_number of the section it stands in"},
    Field{"number", text, false, "as printed"},
    Field{"title", text, false, "without the number"},
    Field{"level", integer, true, "1 is the highest"},
    Field{"page", integer, false, "page, counted from 1"},
};
constexpr std::array sections_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array paragraphs_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"paragraph", integer, true, "order within the document, counted from 1"},
    Field{"section_number", integer, false, "of the section it stands in; null before the first and for contents"},
    Field{"role", text, true, "text, heading, cover or contents"},
    Field{"text", text, true, "normalised"},
    Field{"page", integer, false, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array paragraphs_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"document section_number", "sections", "document section_number"},
};

constexpr std::array tables_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"table_id", identifier, true, "of the table within the document: t1, t2, ..."},
    Field{"type", text, false, "what it is about; null where no known type fits"},
    Field{"number", text, false, "as printed"},
    Field{"title", text, false, "without number and unit"},
    Field{"unit", text, false, "of the amounts, as printed over the table"},
    Field{"entity", text, false, "whose table it is, where that is printed over it"},
    Field{"unit_entity", text, false, "where a type is printed once for each entity: whose it is, if not the document's"},
    Field{"part", text, false, "where a type is printed in parts: which"},
    Field{"first_page", integer, true, "where it begins"},
    Field{"last_page", integer, true, "where it ends"},
    Field{"rows", integer, true, ""},
    Field{"cols", integer, true, ""},
    Field{"header_rows", integer, true, "rows of its header"},
    Field{"empty", boolean, true, "it has no amounts"},
    Field{"empty_statement", text, false, "the sentence that says so"},
    Field{"notes", text, false, "lines below it that belong to it, one a line"},
    Field{"method", text, true, "how the cells were found: lattice, shading, horizontal, alignment"},
};
constexpr std::array tables_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"type", "table_type", "type"},
};

constexpr std::array table_columns_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"table_id", identifier, true, "of the table within the document: t1, t2, ..."},
    Field{"col", integer, true, "counted from 0"},
    Field{"path", text, false, "header texts from the top to the leaf, joined by \" > \""},
    Field{"role", text, true, "amount, code, label or other"},
    Field{"measure", text, false, "of amounts, where the header says so; a measure within another as in non_fiscal/personnel"},
    Field{"basis", text, false, "budget, adjusted_budget, executed or final"},
    Field{"prior_year", boolean, true, "the column is last year's"},
};
constexpr std::array table_columns_foreign_keys{
    ForeignKey{"document table_id", "tables", "document table_id"},
};

constexpr std::array cells_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"table_id", identifier, true, "of the table within the document: t1, t2, ..."},
    Field{"row", integer, true, "counted from 0"},
    Field{"col", integer, true, "counted from 0"},
    Field{"rowspan", integer, true, "rows it covers"},
    Field{"colspan", integer, true, "columns it covers"},
    Field{"text", text, true, "normalised"},
    Field{"raw", text, false, "as in the file, where normalisation changed a figure"},
    Field{"page", integer, true, "where it begins"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
    Field{"overflow", boolean, true, "its text reaches over its border"},
};
constexpr std::array cells_foreign_keys{
    ForeignKey{"document table_id", "tables", "document table_id"},
};

constexpr std::array observations_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"observation_id", identifier, true, "within the document: o1, o2, ..."},
    Field{"table_id", identifier, true, "of the table within the document: t1, t2, ..."},
    Field{"row", integer, true, "of its cell"},
    Field{"col", integer, true, "of its cell"},
    Field{"table_type", text, true, "of its table"},
    Field{"unit_entity", text, false, "whose amount it is, if not the document's entity"},
    Field{"part", text, false, "as for its table"},
    Field{"side", text, false, "receipts or expenditure, in tables with a half for each"},
    Field{"code", identifier, false, "as printed, digits only"},
    Field{"code_system", text, false, "functional, economic_department or economic_government"},
    Field{"label", text, false, "as printed, without the code"},
    Field{"official_label", text, false, "of the code in the classification of the year"},
    Field{"resolved_code", identifier, false, "where no code is printed: the only one the name can mean"},
    Field{"label_path", text, false, "from the top level down to the label, joined by \" > \""},
    Field{"functional_code", identifier, false, "the functional code that applies, printed or resolved"},
    Field{"economic_code", identifier, false, "the economic code that applies, printed or resolved"},
    Field{"item", text, false, "the measure that the label names, where it has no code"},
    Field{"column_path", text, false, "header texts over the column, joined by \" > \""},
    Field{"measure", text, false, "of the column"},
    Field{"basis", text, false, "of the column"},
    Field{"prior_year", boolean, true, "the column is last year's"},
    Field{"amount", decimal, true, "as printed, without separators"},
    Field{"unit", text, false, "of the amount, or % for rates"},
    Field{"yuan", decimal, false, "the amount in yuan, exact; null for rates"},
    Field{"fen", integer, false, "the same in hundredths of a yuan, for exact sums; null where it has smaller parts"},
    Field{"mark", text, true, "amount or zero"},
    Field{"proof", text, true, "proven, unproven or conflict"},
    Field{"page", integer, true, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array observations_foreign_keys{
    ForeignKey{"document table_id", "tables", "document table_id"},
    ForeignKey{"table_type", "table_type", "type"},
    ForeignKey{"item", "measure", "measure"},
};

constexpr std::array other_codes_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"observation_id", identifier, true, "within the document: o1, o2, ..."},
    Field{"position", integer, true, "counted from 1"},
    Field{"system", text, true, "functional, economic_department, economic_government or unit"},
    Field{"code", identifier, true, "digits only"},
    Field{"label", text, false, "as printed"},
};
constexpr std::array other_codes_foreign_keys{
    ForeignKey{"document observation_id", "observations", "document observation_id"},
};

constexpr std::array statements_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"statement_id", identifier, true, "within the document: s1, s2, ..."},
    Field{"section", text, true, "what its heading is about"},
    Field{"subject", text, false, "the item, levels joined by /"},
    Field{"measure", text, true, "amount, share, change, change_rate, ..."},
    Field{"value", decimal, true, "exact"},
    Field{"unit", text, false, "of money the usual name, else as printed"},
    Field{"yuan", decimal, false, "amounts in yuan, exact"},
    Field{"fen", integer, false, "the same in hundredths of a yuan; null where it has smaller parts"},
    Field{"of", text, false, "of a share: of what"},
    Field{"base", text, false, "what a change is against: prior_budget, prior_final, prior_year, this_budget"},
    Field{"reason", text, false, "as printed"},
    Field{"code", identifier, false, "printed with the subject"},
    Field{"not_arranged", boolean, true, "the text says that there is none"},
    Field{"approximate", boolean, true, "about, more than"},
    Field{"item_number", integer, true, "the same for figures that speak of one item in one passage"},
    Field{"proof", text, true, "proven, unproven or conflict"},
    Field{"page", integer, true, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
    Field{"text", text, true, "the sentence"},
};
constexpr std::array statements_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"measure", "measure", "measure"},
};

constexpr std::array statement_links_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"statement_id", identifier, true, "within the document: s1, s2, ..."},
    Field{"observation_id", identifier, true, "within the document: o1, o2, ..."},
};
constexpr std::array statement_links_foreign_keys{
    ForeignKey{"document statement_id", "statements", "document statement_id"},
    ForeignKey{"document observation_id", "observations", "document observation_id"},
};

constexpr std::array organization_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"office_count", integer, false, "as printed"},
    Field{"subordinate_units", integer, false, "as printed, or as many as are listed"},
    Field{"authorized", integer, false, "posts"},
    Field{"authorized_change", integer, false, "against the year before"},
    Field{"actual", integer, false, "all people"},
    Field{"actual_change", integer, false, "against the year before"},
    Field{"on_post", integer, false, "people at work"},
    Field{"on_post_change", integer, false, "against the year before"},
    Field{"retired", integer, false, "retired"},
    Field{"retired_change", integer, false, "against the year before"},
    Field{"leave", integer, false, "retired under the older rules, on full pay"},
    Field{"leave_change", integer, false, "against the year before"},
};
constexpr std::array organization_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array offices_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"name", text, true, "as listed"},
};
constexpr std::array offices_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array indicators_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"table_id", identifier, true, "of the table within the document: t1, t2, ..."},
    Field{"level1", text, false, ""},
    Field{"level2", text, false, ""},
    Field{"level3", text, true, "name of the indicator"},
    Field{"operator", text, false, "sign before the target"},
    Field{"target", text, false, "a number, or words"},
    Field{"unit", text, false, "of a number"},
    Field{"basis", text, false, "as printed"},
    Field{"weight", text, false, "as printed"},
    Field{"project", text, false, "what the table or its part is about"},
    Field{"page", integer, true, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array indicators_foreign_keys{
    ForeignKey{"document table_id", "tables", "document table_id"},
};

constexpr std::array glossary_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"term", text, true, ""},
    Field{"definition", text, false, ""},
    Field{"page", integer, true, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array glossary_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array checks_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"check_id", identifier, true, "within the document: c1, c2, ..."},
    Field{"kind", text, true, "sum_mismatch, cross_table, table_vs_prose, ..."},
    Field{"status", text, true, "pass, rounding or fail"},
    Field{"rule", text, true, "which rule"},
    Field{"printed", text, false, "the figure or text that is tested"},
    Field{"expected", text, false, "what the other operands make of it"},
    Field{"difference", decimal, false, "printed - expected"},
    Field{"tolerance", decimal, false, "what the printed decimals allow"},
    Field{"unit", text, false, "of the four before"},
    Field{"table_id", identifier, false, "of the table it stands in"},
    Field{"text", text, false, "the line it stands in, for words"},
    Field{"message", text, false, "in Chinese"},
    Field{"message_en", text, false, "in English"},
    Field{"suspect", identifier, false, "id of the operand that is most likely wrong"},
    Field{"suggested", text, false, "what it should be"},
    Field{"blame", text, false, "extraction, publisher or unknown"},
    Field{"reason", text, false, "why that blame"},
    Field{"explained", text, false, "the document's own sentence that explains it"},
    Field{"page", integer, false, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array checks_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"document table_id", "tables", "document table_id"},
};

constexpr std::array check_operands_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"check_id", identifier, true, "within the document: c1, c2, ..."},
    Field{"position", integer, true, "counted from 1"},
    Field{"observation_id", identifier, false, "where it stands in a table"},
    Field{"statement_id", identifier, false, "where it stands in the running text"},
    Field{"taken_off", boolean, true, "it is subtracted"},
};
constexpr std::array check_operands_foreign_keys{
    ForeignKey{"document check_id", "checks", "document check_id"},
    ForeignKey{"document observation_id", "observations", "document observation_id"},
    ForeignKey{"document statement_id", "statements", "document statement_id"},
};

constexpr std::array warnings_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"code", text, true, "which"},
    Field{"message", text, true, "in English"},
    Field{"page", integer, false, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
};
constexpr std::array warnings_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array residue_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"page", integer, true, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
    Field{"text", text, true, ""},
};
constexpr std::array residue_foreign_keys{
    ForeignKey{"document", "documents", "document"},
};

constexpr std::array judgements_fields{
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"position", integer, true, "order within the document, counted from 1"},
    Field{"action", text, true, "accept: read right; correct: something else is printed, and stands in the records"},
    Field{"verdict", text, false, "publisher: what is printed is the publisher's error"},
    Field{"observation_id", identifier, false, "where it is about an amount of a table"},
    Field{"statement_id", identifier, false, "where it is about a figure of the running text"},
    Field{"table_id", identifier, false, "where it is about another cell: its table"},
    Field{"row", integer, false, "row of the cell, counted from 0"},
    Field{"col", integer, false, "column of the cell, counted from 0"},
    Field{"page", integer, false, "page, counted from 1"},
    Field{"x0", coordinate, false, "left edge, in points from the left of the page"},
    Field{"y0", coordinate, false, "upper edge, in points from the top of the page"},
    Field{"x1", coordinate, false, "right edge"},
    Field{"y1", coordinate, false, "lower edge"},
    Field{"read", text, true, "what the program had read"},
    Field{"value", text, false, "of a correction: what is printed"},
    Field{"judged_by", text, false, "who"},
    Field{"judged_at", text, false, "when"},
    Field{"note", text, false, "why"},
};
constexpr std::array judgements_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"document observation_id", "observations", "document observation_id"},
    ForeignKey{"document statement_id", "statements", "document statement_id"},
    ForeignKey{"document table_id", "tables", "document table_id"},
};

constexpr std::array panel_checks_fields{
    Field{"panel_id", identifier, true, "the same for the same two figures"},
    Field{"rule", text, true, "prior_year, budget_in_final_accounts, change, unit_of_department"},
    Field{"status", text, true, "pass, rounding or fail"},
    Field{"printed", decimal, true, "in the first document, in its unit"},
    Field{"expected", decimal, true, "by the second document, in the same unit"},
    Field{"difference", decimal, true, "printed - expected"},
    Field{"tolerance", decimal, true, "what the printed decimals allow"},
    Field{"unit", text, true, "of the four before"},
    Field{"document", identifier, true, "key of the document: \"d\" and the first 16 digits of its sha256"},
    Field{"figure", identifier, true, "id of the observation or statement of the first document"},
    Field{"page", integer, true, "of the first document"},
    Field{"other_document", identifier, true, "key of the second document"},
    Field{"other_figure", identifier, true, "id of the observation or statement of the second document"},
    Field{"other_page", integer, true, "of the second document"},
    Field{"name", text, false, "what the figure is"},
    Field{"message", text, false, "in Chinese; null where it passes"},
    Field{"message_en", text, false, "in English; null where it passes"},
};
constexpr std::array panel_checks_foreign_keys{
    ForeignKey{"document", "documents", "document"},
    ForeignKey{"other_document", "documents", "document"},
};

constexpr std::array entity_names_fields{
    Field{"region_code", identifier, true, "of the region; empty where unknown"},
    Field{"entity", text, true, "as printed"},
    Field{"entity_key", text, true, "the same for the variants of one name in one region"},
    Field{"documents", integer, true, "how many documents bear this name"},
    Field{"first_year", integer, false, ""},
    Field{"last_year", integer, false, ""},
};

constexpr std::array functional_class_fields{
    Field{"code", identifier, true, "class, division and item joined"},
    Field{"name", text, true, "the latest"},
    Field{"level", integer, true, "1 class, 2 division, 3 item"},
    Field{"parent", identifier, false, "code of the level above"},
    Field{"first_year", integer, false, "in which the code was seen"},
    Field{"last_year", integer, false, "in which the code was seen"},
};

constexpr std::array economic_class_fields{
    Field{"code", identifier, true, "class, division and item joined"},
    Field{"name", text, true, "the latest"},
    Field{"level", integer, true, "1 class, 2 division, 3 item"},
    Field{"parent", identifier, false, "code of the level above"},
    Field{"first_year", integer, false, "in which the code was seen"},
    Field{"last_year", integer, false, "in which the code was seen"},
};

constexpr std::array region_fields{
    Field{"code", identifier, true, "six digits"},
    Field{"name", text, true, "full name"},
    Field{"level", integer, true, "1 province, 2 prefecture, 3 county"},
    Field{"parent", identifier, false, "code of the region it belongs to"},
    Field{"until", integer, false, "last year of a code withdrawn"},
};

constexpr std::array table_type_fields{
    Field{"type", text, true, ""},
    Field{"name", text, false, "in Chinese"},
    Field{"government", boolean, true, "of a whole county, city or province"},
};

constexpr std::array measure_fields{
    Field{"measure", text, true, ""},
    Field{"name", text, false, "in Chinese"},
    Field{"used_by", text, true, "observations or statements"},
};

constexpr std::array<Relation, relation_count> all_relations{{
    {RelationId::documents, RelationKind::document, "documents",
     "One row a content: whatever was read, and whatever could not be.",
     documents_fields, "document", documents_foreign_keys},
    {RelationId::sources, RelationKind::document, "sources",
     "One row a file: where each document was found. The same content under two names is one document with two sources.",
     sources_fields, "document file", sources_foreign_keys},
    {RelationId::evidence, RelationKind::document, "evidence",
     "Where the identity of a document was read, and what speaks against it.",
     evidence_fields, "document position", evidence_foreign_keys},
    {RelationId::sections, RelationKind::document, "sections",
     "The outline of the running text.",
     sections_fields, "document section_number", sections_foreign_keys},
    {RelationId::paragraphs, RelationKind::document, "paragraphs",
     "The running text, joined over lines and pages.",
     paragraphs_fields, "document paragraph", paragraphs_foreign_keys},
    {RelationId::tables, RelationKind::document, "tables",
     "Every table.",
     tables_fields, "document table_id", tables_foreign_keys},
    {RelationId::table_columns, RelationKind::document, "table_columns",
     "What the columns of tables hold.",
     table_columns_fields, "document table_id col", table_columns_foreign_keys},
    {RelationId::cells, RelationKind::document, "cells",
     "Every cell with text.",
     cells_fields, "document table_id row col", cells_foreign_keys},
    {RelationId::observations, RelationKind::document, "observations",
     "Every amount printed in a table of known type.",
     observations_fields, "document observation_id", observations_foreign_keys},
    {RelationId::other_codes, RelationKind::document, "other_codes",
     "Further codes of an observation's row.",
     other_codes_fields, "document observation_id position", other_codes_foreign_keys},
    {RelationId::statements, RelationKind::document, "statements",
     "Every figure of the running text.",
     statements_fields, "document statement_id", statements_foreign_keys},
    {RelationId::statement_links, RelationKind::document, "statement_links",
     "Which observations print the same figure as a statement.",
     statement_links_fields, "document statement_id observation_id", statement_links_foreign_keys},
    {RelationId::organization, RelationKind::document, "organization",
     "Offices and staff, as the running text tells them.",
     organization_fields, "document", organization_foreign_keys},
    {RelationId::offices, RelationKind::document, "offices",
     "Names of offices.",
     offices_fields, "document position", offices_foreign_keys},
    {RelationId::indicators, RelationKind::document, "indicators",
     "Performance indicators.",
     indicators_fields, "document position", indicators_foreign_keys},
    {RelationId::glossary, RelationKind::document, "glossary",
     "Terms and their definitions.",
     glossary_fields, "document position", glossary_foreign_keys},
    {RelationId::checks, RelationKind::document, "checks",
     "Every test the document's own arithmetic allows.",
     checks_fields, "document check_id", checks_foreign_keys},
    {RelationId::check_operands, RelationKind::document, "check_operands",
     "The figures that take part in a check, the printed one first.",
     check_operands_fields, "document check_id position", check_operands_foreign_keys},
    {RelationId::warnings, RelationKind::document, "warnings",
     "What could not be read, or not with certainty.",
     warnings_fields, "document position", warnings_foreign_keys},
    {RelationId::residue, RelationKind::document, "residue",
     "Visible text of pages with tables that ended nowhere.",
     residue_fields, "document position", residue_foreign_keys},
    {RelationId::judgements, RelationKind::document, "judgements",
     "What a person found when looking at the page (corrections).",
     judgements_fields, "document position", judgements_foreign_keys},
    {RelationId::panel_checks, RelationKind::data_set, "panel_checks",
     "What gongkai reconcile found between documents: checks of kind panel.",
     panel_checks_fields, "panel_id", panel_checks_foreign_keys},
    {RelationId::entity_names, RelationKind::data_set, "entity_names",
     "Names under which one entity publishes, as gongkai reconcile joins them.",
     entity_names_fields, "region_code entity", {}},
    {RelationId::functional_class, RelationKind::dimension, "functional_class",
     "Functional classification of expenditure: what the money is for.",
     functional_class_fields, "code", {}},
    {RelationId::economic_class, RelationKind::dimension, "economic_class",
     "Economic classification of expenditure: what the money buys.",
     economic_class_fields, "code", {}},
    {RelationId::region, RelationKind::dimension, "region",
     "Administrative regions (GB/T 2260).",
     region_fields, "code", {}},
    {RelationId::table_type, RelationKind::dimension, "table_type",
     "Types of tables.",
     table_type_fields, "type", {}},
    {RelationId::measure, RelationKind::dimension, "measure",
     "What an amount is of.",
     measure_fields, "measure", {}},
}};
// clang-format on

} // namespace

std::span<Relation const> relations() noexcept { return all_relations; }

Relation const* relation_named(std::string_view name) noexcept {
  auto const at =
      std::find_if(all_relations.begin(), all_relations.end(), [&](Relation const& r) { return r.name == name; });
  return at == all_relations.end() ? nullptr : &*at;
}

} // namespace gongkai
