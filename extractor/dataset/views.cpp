// SPDX-License-Identifier: GPL-3.0-or-later
// SQL, to be read as such; docs/formats/dataset.md tells what each column is.
#include "dataset/schema.hpp"

#include <array>

namespace gongkai::dataset {
namespace {

// Amounts are exact as fen (hundredths of a yuan); only the views show yuan as a number, for reading and plotting.

constexpr std::string_view figures = R"(SELECT
  d.region_code, d.region, coalesce(o.unit_entity, d.entity) AS entity, d.year - o.prior_year AS year, d.kind,
  CASE
    WHEN o.unit = '%' THEN NULL
    WHEN o.basis IN ('final', 'executed') THEN 'executed'
    WHEN o.basis = 'adjusted_budget' THEN 'adjusted'
    WHEN o.basis = 'budget' THEN 'approved'
    WHEN o.prior_year THEN NULL
    WHEN d.kind IN ('department_final_accounts', 'unit_final_accounts') THEN 'executed'
    WHEN d.kind IN ('department_budget', 'unit_budget') THEN 'approved'
  END AS phase,
  CASE
    WHEN o.side = 'receipts' OR (o.side IS NULL AND o.table_type LIKE '%receipts') THEN 'revenue'
    WHEN o.side = 'expenditure' OR o.table_type LIKE '%expenditure%' OR o.table_type LIKE '%three_public' THEN 'expenditure'
  END AS direction,
  o.table_type, o.part, coalesce(o.code, o.resolved_code) AS code, coalesce(o.official_label, o.label) AS name,
  o.functional_code, o.economic_code, o.item, o.label_path, o.column_path, o.measure, o.basis, o.prior_year,
  o.amount, o.unit,
  CASE WHEN o.fen IS NULL THEN CAST(o.yuan AS REAL) WHEN o.fen % 100 = 0 THEN o.fen / 100 ELSE o.fen / 100.0 END AS yuan,
  o.fen, o.proof, o.page, d.file, d.document, o.observation_id
FROM observations o JOIN documents d USING (document))";

// The three stand as columns or as rows; beside them meetings and training, the agency's operation, and what each fund
// pays. Of an item that stands there several times the column of the total counts, then the plain amount, then the
// general budget.
constexpr std::string_view three_public = R"(WITH
  three AS (
    SELECT f.*, o.table_id, o.row, CASE WHEN f.measure IN ('three_public', 'abroad', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception')
      THEN f.measure END AS of_column
    FROM figures f JOIN observations o USING (document, observation_id)
    WHERE f.table_type IN ('three_public', 'operation_information', 'gov_three_public') AND f.fen IS NOT NULL),
  named AS (
    SELECT t.*, CASE
        WHEN of_column IS NOT NULL THEN of_column
        WHEN item IN ('three_public', 'abroad', 'vehicles', 'vehicle_purchase', 'vehicle_operation', 'reception') THEN item
        -- A sum is that of the three, unless others stand beside them.
        WHEN table_type = 'operation_information' THEN NULL
        WHEN measure = 'total' AND coalesce(item, 'total') = 'total' AND EXISTS (
            SELECT 1 FROM three o WHERE o.document = t.document AND o.table_id = t.table_id AND o.row = t.row AND o.of_column IN ('abroad', 'vehicles', 'reception'))
          AND NOT EXISTS (SELECT 1 FROM three o WHERE o.document = t.document AND o.table_id = t.table_id AND o.measure IN ('meetings', 'training'))
          THEN 'three_public'
        WHEN item = 'total' AND EXISTS (
            SELECT 1 FROM three o WHERE o.document = t.document AND o.table_id = t.table_id AND o.item IN ('abroad', 'vehicles', 'reception'))
          AND NOT EXISTS (SELECT 1 FROM three o WHERE o.document = t.document AND o.table_id = t.table_id AND o.item IN ('meetings', 'training', 'three_public'))
          THEN 'three_public'
      END AS what,
      CASE WHEN of_column IS NOT NULL OR measure = 'total' THEN 0 WHEN measure = 'amount' THEN 1
        WHEN measure IN ('general_public_budget', 'fiscal_appropriation') THEN 2 ELSE 3 END AS rank
    FROM three t),
  best AS (
    SELECT *, min(rank) OVER (PARTITION BY document, entity, year, phase, what) AS best_rank FROM named WHERE what IS NOT NULL)
SELECT
  region_code, region, entity, year, kind, phase,
  max(yuan) FILTER (WHERE what = 'three_public') AS three_public,
  max(yuan) FILTER (WHERE what = 'abroad') AS abroad,
  max(yuan) FILTER (WHERE what = 'vehicles') AS vehicles,
  max(yuan) FILTER (WHERE what = 'vehicle_purchase') AS vehicle_purchase,
  max(yuan) FILTER (WHERE what = 'vehicle_operation') AS vehicle_operation,
  max(yuan) FILTER (WHERE what = 'reception') AS reception,
  CASE min(CASE proof WHEN 'conflict' THEN 0 WHEN 'unproven' THEN 1 WHEN 'proven' THEN 2 END)
    WHEN 0 THEN 'conflict' WHEN 1 THEN 'unproven' WHEN 2 THEN 'proven' END AS weakest_proof, min(page) AS page, file, document
FROM best WHERE rank = best_rank
GROUP BY document, entity, year, phase)";

constexpr std::string_view by_function = R"(SELECT
  region_code, region, entity, year, kind, phase, table_type, functional_code AS code, name,
  (length(functional_code) - 1) / 2 AS level, measure, yuan, fen, proof, page, file, document, observation_id
FROM figures WHERE functional_code IS NOT NULL AND yuan IS NOT NULL)";

constexpr std::string_view by_economic_class = R"(SELECT
  region_code, region, entity, year, kind, phase, table_type, economic_code AS code, name,
  (length(economic_code) - 1) / 2 AS level, measure, yuan, fen, proof, page, file, document, observation_id
FROM figures WHERE economic_code IS NOT NULL AND yuan IS NOT NULL)";

constexpr std::string_view staff =
    R"(SELECT d.region_code, d.region, d.entity, d.year, d.kind, s.staff, s.people, s.change, d.file, d.document
FROM (
  SELECT document, 'authorized' AS staff, authorized AS people, authorized_change AS change FROM organization
  UNION ALL SELECT document, 'actual', actual, actual_change FROM organization
  UNION ALL SELECT document, 'on_post', on_post, on_post_change FROM organization
  UNION ALL SELECT document, 'retired', retired, retired_change FROM organization
  UNION ALL SELECT document, 'leave', leave, leave_change FROM organization) s
JOIN documents d USING (document)
WHERE s.people IS NOT NULL OR s.change IS NOT NULL)";

constexpr std::string_view growth = R"(SELECT d.region_code, d.region, d.entity, d.year, d.kind, s.section, s.subject,
  max(s.fen) FILTER (WHERE s.measure = 'amount') / 100.0 AS yuan,
  max(s.fen) FILTER (WHERE s.measure = 'change') / 100.0 AS change,
  CAST(max(s.value) FILTER (WHERE s.measure = 'change_rate') AS REAL) AS change_rate,
  max(s.base) AS base, max(s.reason) AS reason,
  CASE min(CASE s.proof WHEN 'conflict' THEN 0 WHEN 'unproven' THEN 1 WHEN 'proven' THEN 2 END)
    WHEN 0 THEN 'conflict' WHEN 1 THEN 'unproven' WHEN 2 THEN 'proven' END AS weakest_proof, min(s.page) AS page, d.file, d.document, s.item_number
FROM statements s JOIN documents d USING (document)
GROUP BY s.document, s.item_number, s.section, s.subject
HAVING sum(s.measure = 'change_rate' OR (s.measure = 'change' AND (s.fen IS NOT NULL OR s.unit IS NULL))) > 0)";

constexpr std::string_view conflicts = R"(SELECT
  d.region_code, d.region, d.entity, d.year, d.kind AS document_kind, c.kind, c.printed, c.expected, c.difference, c.unit,
  c.suspect, c.suggested, c.blame, c.message, c.message_en, c.page, d.file, c.document, c.check_id,
  NULL AS other_file, NULL AS other_page
FROM checks c JOIN documents d USING (document) WHERE c.status = 'fail' AND c.explained IS NULL
UNION ALL SELECT
  d.region_code, d.region, d.entity, d.year, d.kind, 'panel', p.printed, p.expected, p.difference, p.unit,
  NULL, NULL, 'unknown', p.message, p.message_en, p.page, d.file, p.document, p.panel_id, o.file, p.other_page
FROM panel_checks p JOIN documents d USING (document) JOIN documents o ON o.document = p.other_document
WHERE p.status = 'fail')";

constexpr std::string_view coverage = R"(SELECT
  d.region_code, d.region, d.entity, d.year, d.kind, t.type AS table_type, count(*) AS tables, sum(t.empty) AS empty_tables,
  sum((SELECT count(*) FROM observations o WHERE o.document = t.document AND o.table_id = t.table_id)) AS figures,
  count(DISTINCT d.document) AS documents
FROM tables t JOIN documents d USING (document) WHERE t.type IS NOT NULL
GROUP BY d.region_code, d.region, d.entity, d.year, d.kind, t.type)";

constexpr std::string_view duplicates = R"(SELECT
  'content' AS same, d.document AS fingerprint, d.document, s.file, d.region, d.entity, d.year, d.kind
FROM sources s JOIN documents d USING (document)
WHERE s.document IN (SELECT document FROM sources GROUP BY document HAVING count(*) > 1)
UNION ALL SELECT 'text', d.text_fingerprint, d.document, d.file, d.region, d.entity, d.year, d.kind
FROM documents d
WHERE d.text_fingerprint IN (
  SELECT text_fingerprint FROM documents WHERE text_fingerprint IS NOT NULL GROUP BY text_fingerprint HAVING count(*) > 1)
UNION ALL SELECT 'figures', d.figures_fingerprint, d.document, d.file, d.region, d.entity, d.year, d.kind
FROM documents d
WHERE d.figures_fingerprint IN (
  SELECT figures_fingerprint FROM documents WHERE figures_fingerprint IS NOT NULL
  GROUP BY figures_fingerprint HAVING count(DISTINCT text_fingerprint) > 1))";

// Of two codes the one of the larger place begins the other, zeros left out. Cover and text may also name several.
constexpr std::string_view misattributed = R"(SELECT
  'region' AS what, s.file, d.document, d.region_code, d.region, d.entity, d.year, d.kind,
  r.name AS other, NULL AS page, NULL AS text
FROM sources s JOIN documents d USING (document) JOIN region r ON r.code = s.named_region_code
WHERE substr(d.region_code, 1, min(CASE WHEN d.region_code LIKE '%0000' THEN 2 WHEN d.region_code LIKE '%00' THEN 4 ELSE 6 END, CASE WHEN s.named_region_code LIKE '%0000' THEN 2 WHEN s.named_region_code LIKE '%00' THEN 4 ELSE 6 END)) <>
  substr(s.named_region_code, 1, min(CASE WHEN d.region_code LIKE '%0000' THEN 2 WHEN d.region_code LIKE '%00' THEN 4 ELSE 6 END, CASE WHEN s.named_region_code LIKE '%0000' THEN 2 WHEN s.named_region_code LIKE '%00' THEN 4 ELSE 6 END))
UNION ALL SELECT
  'entity', d.file, d.document, d.region_code, d.region, d.entity, d.year, d.kind, e.value, e.page, e.text
FROM evidence e JOIN documents d USING (document) WHERE e.key = 'entity' AND e.agrees = 0)";

constexpr std::array all_views{
    View{"figures", "One row a figure of a table.", figures},
    View{"three_public", "Official trips abroad, vehicles and receptions, in yuan.", three_public},
    View{"by_function", "Figures under a functional code.", by_function},
    View{"by_economic_class", "Figures under an economic code.", by_economic_class},
    View{"staff", "People, by kind of post.", staff},
    View{"growth", "What the running text says of changes: one row an item.", growth},
    View{"conflicts", "Failing checks that the document does not explain.", conflicts},
    View{"coverage", "Which tables exist for which entity and year.", coverage},
    View{"duplicates", "Disclosures published more than once, or under more than one name.", duplicates},
    View{"misattributed", "Files that may stand under the name of another place or entity.", misattributed},
};

} // namespace

std::span<View const> views() noexcept { return all_views; }

} // namespace gongkai::dataset
