// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/extract_data_set.hpp"

#include "base/version.hpp"
#include "cli/output_file.hpp"
#include "dataset/export.hpp"
#include "dataset/store.hpp"
#include "dataset/workbook.hpp"
#include "output/to_rows.hpp"

#include <fmt/format.h>

namespace gongkai::cli {
namespace {

class ExtractedDataSet : public ExtractSink {
public:
  explicit ExtractedDataSet(ExtractOutput const& output) : m_output(output), m_names(m_files), m_store(":memory:") {}

  void add(Extraction const& extraction) override {
    dataset::InputFile const file{extraction.source.file, {}, extraction.source.file, {}, extraction.source.bytes, 0};
    std::string const reader = fmt::format("gongkai {}", version());
    m_store.put(document_key(extraction.source.sha256), to_rows(extraction, m_names, reader).bytes(), {&file}, {});
  }

  void add_unread(std::string const& file, Problem const& problem) override {
    Unread unread;
    unread.file = file;
    unread.outcome = outcome_of(problem);
    unread.detail = problem.message;
    dataset::InputFile const input{file, {}, file, {}, 0, 0};
    m_store.put(document_key(unread), to_rows(unread, version()).bytes(), {&input}, {});
  }

  void finish() override {
    if (m_output.is_csv()) {
      write_csv();
    } else {
      write_workbook();
    }
  }

private:
  /// The figures of all tables, one a row (view "figures").
  void write_csv() {
    OutputFile out(m_output.path, m_output.files);
    dataset::Database& database = m_store.database();
    dataset::write_csv(database, dataset::listing_named(database, "figures"), {m_output.byte_order_mark},
                       [&out](std::string_view text) { out.write(text); });
    out.finish();
  }

  /// Tables as printed, one sheet each, or tidy. Takes its place when it is whole.
  void write_workbook() {
    write_by_name(m_output.path, m_output.files, [&](std::string const& place) {
      if (m_output.layout == "tidy") {
        dataset::export_tidy_workbook(m_store.database(), place);
      } else {
        dataset::export_printed_workbook(m_store.database(), {}, place);
      }
    });
  }

  ExtractOutput const& m_output;
  PatternFiles m_files;
  RowNames m_names;
  dataset::Store m_store;
};

} // namespace

std::unique_ptr<ExtractSink> extract_to_data_set(ExtractOutput const& output) {
  return std::make_unique<ExtractedDataSet>(output);
}

} // namespace gongkai::cli
