// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_review.hpp"

#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/options.hpp"
#include "cli/output_file.hpp"
#include "cli/read_document.hpp"
#include "cli/review_server.hpp"
#include "cli/talk.hpp"
#include "knowledge.hpp"
#include "output/review/document_summary.hpp"
#include "output/review/review_index.hpp"
#include "review.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <set>

namespace gongkai::cli {
namespace {

namespace fs = std::filesystem;

struct Settings {
  std::vector<std::string> files;
  std::string folder;
  double dpi = 0;
  bool serve = false;
  int port = 0;
  ReadingOptions reading;
};

constexpr char const* index_name = "index.html";

constexpr char const* examples = R"(Examples:
  gongkai review budget.pdf -o review
        review/budget.html shows every figure on its page, with the equations it
        stands in; it opens from disk and needs nothing else
  gongkai review 2024/*.pdf -o review
        a page each, and review/index.html over all of them
  gongkai review budget.pdf -o review --serve
        the same on this machine alone (http://127.0.0.1), where each judgement
        is written to review/budget.corrections.json at once; Ctrl+C stops it
  gongkai extract --corrections review/budget.corrections.json budget.pdf
        what a person corrected takes the place of what was read, and everything
        is checked again

Corrections made in a page that was opened from disk are saved by its button, as
a file NAME.corrections.json. See gongkai-review(1).)";

/// "%20" for what an address cannot hold.
std::string as_address(std::string const& name) {
  std::string out;
  for (char const c : name) {
    auto const byte = static_cast<unsigned char>(c);
    bool const plain = std::isalnum(byte) != 0 && byte < 0x80;
    out += plain || c == '-' || c == '_' || c == '.' ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

void write_file(std::string const& folder, std::string const& name, std::string const& text,
                std::vector<std::string> const& inputs) {
  OutputFile out((fs::path(folder) / name).string(), inputs);
  out.write(text);
  out.finish();
}

/// A document under review: what was read of it, and its pages as pictures, which stay.
class ReviewedDocument {
public:
  ReviewedDocument(std::string file, std::string stem, Settings const& settings, Knowledge const& knowledge,
                   Corrections& corrections)
      : m_file(std::move(file)), m_stem(std::move(stem)), m_settings(settings), m_knowledge(knowledge),
        m_corrections(corrections) {}

  /// Returns whether it could be read and drawn; if not, the reason has been said, and the other documents go on.
  bool read() {
    try {
      return read_and_draw();
    } catch (std::exception const& e) { return refuse(e); }
  }

  /// Writes its page, as read() says.
  bool write(std::string const& index) {
    std::string page;
    try {
      page = html({"", index, {}, {}});
    } catch (std::exception const& e) { return refuse(e); }
    write_file(m_settings.folder, page_name(), page, m_settings.files);
    return true;
  }

  std::string page_name() const { return m_stem + ".html"; }
  std::string corrections_path() const {
    return (fs::path(m_settings.folder) / (m_stem + ".corrections.json")).string();
  }
  std::string const& error() const { return m_error; }
  std::string const& file() const { return m_file; }

  /// Keeps what the index says of it alone: of thousands of documents more would not fit into memory.
  void forget() {
    m_kept = summary();
    m_extraction = {};
    m_pictures = {};
    m_bytes = {};
  }

  /// Whether it is a scan: its pages can be shown, but nothing was read.
  bool is_scan() const { return m_extraction.source.text_layer == TextLayer::scanned; }

  /// "pages: 12, figures: 358, conflicts: 2"
  std::string facts() const {
    DocumentSummary const counts = summarise(m_extraction, RowNames(m_knowledge.members().files));
    return fmt::format("pages: {}, figures: {}, conflicts: {}", counts.pages,
                       counts.proven + counts.unproven + counts.conflict, counts.conflicts);
  }

  IndexedDocument indexed() {
    refresh();
    IndexedDocument out{as_utf8(m_file), {}, m_error, m_kept ? *m_kept : summary()};
    if (m_error.empty()) { out.page = as_address(page_name()); }
    return out;
  }

  std::string html(ReviewAddresses addresses) {
    refresh();
    if (!addresses.save_to.empty()) { addresses.corrections = saved(); }
    return to_review_page(m_extraction, m_pictures, m_knowledge, addresses);
  }

  /// Takes corrections from the page and writes them down; what is wrong with them, or "".
  std::string take(std::string const& json) {
    auto corrections = parse_corrections(json);
    if (!corrections) { return corrections.error() + "\n"; }
    std::string const& hash = m_extraction.source.sha256;
    if (corrections->by_sha256.size() != 1 || corrections->by_sha256.begin()->first != hash) {
      return "the corrections are not about this document\n";
    }
    try {
      OutputFile out(corrections_path(), {});
      out.write(json);
      out.finish();
    } catch (UsageError const& e) {
      say("gongkai review", e.what());
      return fmt::format("{}\n", e.what());
    }
    m_corrections.by_sha256[hash] = std::move(corrections->by_sha256.begin()->second);
    m_stale = true;
    return {};
  }

private:
  /// Reads it again where corrections have come since: when it is shown, so that a judgement is written at once.
  void refresh() {
    if (!m_stale) { return; }
    m_stale = false;
    if (auto again = read_bytes(m_file, m_bytes, m_knowledge, options())) { m_extraction = std::move(*again); }
  }

  std::string summary() const {
    if (!m_error.empty()) { return {}; }
    return summary_json(summarise(m_extraction, RowNames(m_knowledge.members().files)));
  }

  /// What is in its file of corrections.
  std::string saved() const {
    std::error_code error;
    Result<std::string> text = fs::exists(corrections_path(), error) ? read_input(corrections_path()) : std::string();
    return text ? std::move(*text) : std::string();
  }

  bool read_and_draw() {
    Result<std::string> bytes = read_input(m_file);
    if (!bytes) { return refuse(bytes.error()); }
    m_bytes = std::move(*bytes);
    Result<Extraction> extraction = read_bytes(m_file, m_bytes, m_knowledge, options());
    if (!extraction) { return refuse(extraction.error()); }
    Result<std::vector<PagePicture>> pictures = draw_pages(m_bytes, m_settings.reading.password, m_settings.dpi);
    if (!pictures) { return refuse(pictures.error()); }
    m_extraction = std::move(*extraction);
    m_pictures = std::move(*pictures);
    talk_about(m_file, m_extraction, false);
    return true;
  }

  ExtractOptions options() const { return {m_settings.reading.password, 1, 0, &m_corrections, {}}; }

  bool refuse(Problem const& problem) {
    report(m_file, problem);
    m_error = problem.message;
    return false;
  }

  bool refuse(std::exception const& e) {
    bool const memory = dynamic_cast<std::bad_alloc const*>(&e) != nullptr;
    return refuse({ProblemCode::damaged_file,
                   memory
                       ? "there is not enough memory to draw its pages; try a lower --dpi"
                       : fmt::format("the program failed on this file ({}); please report it with the file", e.what()),
                   0,
                   {}});
  }

  std::string m_file, m_stem;
  Settings const& m_settings;
  Knowledge const& m_knowledge;
  Corrections& m_corrections;
  std::string m_bytes;
  Extraction m_extraction;
  std::vector<PagePicture> m_pictures;
  std::string m_error;
  std::optional<std::string> m_kept;
  bool m_stale = false; ///< There are corrections that m_extraction does not have yet.
};

void make_folder(std::string const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error)) {
    throw UsageError(
        fmt::format("{}: is no folder and cannot become one; give --output another name", as_shown(folder)));
  }
}

/// File names without their ending, each once: "budget", "budget-2".
std::vector<std::string> stems_of(std::vector<std::string> const& files) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  std::map<std::string, int> next; // of files of one name there may be thousands
  for (std::string const& file : files) {
    std::string const stem = file == standard_input ? "document" : as_utf8(fs::path(file).stem().string());
    std::string name = stem == "index" ? "index-1" : stem;
    int& n = next.try_emplace(stem, 2).first->second;
    while (!taken.insert(name).second) { name = fmt::format("{}-{}", stem, n++); }
    out.push_back(std::move(name));
  }
  return out;
}

/// One line on standard output: the file to open.
void say_written(Settings const& settings, std::string const& name, std::string const& facts) {
  print(fmt::format("{} ({})\n", as_shown((fs::path(settings.folder) / name).string()), facts));
}

std::string index_of(std::vector<std::unique_ptr<ReviewedDocument>> const& documents, Knowledge const& knowledge) {
  std::vector<IndexedDocument> indexed;
  indexed.reserve(documents.size());
  for (auto const& d : documents) { indexed.push_back(d->indexed()); }
  return review_index(indexed, review_wording(knowledge));
}

ExitCode serve(std::vector<std::unique_ptr<ReviewedDocument>> const& documents, Settings const& settings,
               Knowledge const& knowledge) {
  // Of one document alone there is no index: its page is what is opened.
  bool const single = documents.size() == 1;
  std::vector<ServedDocument> served;
  for (auto const& d : documents) {
    if (!d->error().empty()) { continue; }
    ReviewedDocument* const document = d.get();
    // Both relative to the page itself: the page's own address takes the corrections.
    std::string const address = as_address(d->page_name()), index = single ? "" : "./";
    served.push_back({d->page_name(),
                      [document, address, index] {
                        return document->html({address, index, {}, {}});
                      },
                      [document](std::string const& json) { return document->take(json); }});
  }
  std::string const first = single ? as_address(documents.front()->page_name()) : "";
  std::string const written =
      single ? documents.front()->corrections_path() : (fs::path(settings.folder) / "NAME.corrections.json").string();
  auto const root = single ? served.front().html : [&] { return index_of(documents, knowledge); };
  ReviewServer server(std::move(served), root);
  bool const served_any = server.run(settings.port, [&](std::string const& address) {
    print(address + first + "\n");
    say("gongkai review",
        fmt::format("open this address; each judgement is written to {} at once; stop with Ctrl+C", as_shown(written)));
  });
  if (!served_any) { throw UsageError(fmt::format("port {} cannot be used; leave --port out", settings.port)); }
  return ExitCode::done;
}

ExitCode run(Settings const& settings) {
  check_inputs(settings.files);
  make_folder(settings.folder);
  Knowledge const knowledge(settings.reading.patterns);
  Corrections corrections = read_corrections(settings.reading.corrections);
  std::vector<std::string> const stems = stems_of(settings.files);
  std::vector<std::unique_ptr<ReviewedDocument>> documents;
  std::size_t unread = 0, shown = 0; // a scan is unread, as in the other commands, though its pages are shown
  for (std::size_t i = 0; i < settings.files.size(); ++i) {
    std::string const earlier = (fs::path(settings.folder) / (stems[i] + ".corrections.json")).string();
    if (settings.serve && fs::exists(earlier)) { corrections.add(read_own_corrections(earlier)); }
    documents.push_back(
        std::make_unique<ReviewedDocument>(settings.files[i], stems[i], settings, knowledge, corrections));
    ReviewedDocument& d = *documents.back();
    bool const done = d.read() && (settings.serve || d.write(settings.files.size() > 1 ? index_name : ""));
    if (!done || d.is_scan()) { ++unread; }
    shown += done ? 1 : 0;
    if (done && settings.files.size() == 1 && !settings.serve) { say_written(settings, d.page_name(), d.facts()); }
    if (!done || !settings.serve) { d.forget(); }
  }
  if (settings.serve && shown > 0) { return serve(documents, settings, knowledge); }
  if (settings.files.size() > 1) {
    write_file(settings.folder, index_name, index_of(documents, knowledge), settings.files);
    say_written(settings, index_name, fmt::format("pages of documents: {} of {}", shown, settings.files.size()));
  }
  return exit_code(unread, settings.files.size());
}

} // namespace

Command add_review(CLI::App& program) {
  auto const s = std::make_shared<Settings>();
  CLI::App* const command =
      program.add_subcommand("review", "Make a page for the browser that shows every figure on its page");
  command->add_option("FILE", s->files, "PDF files; - is standard input")->required()->option_text(" ");
  command->add_option("-o,--output", s->folder, "Folder for the pages; made where it is not there")
      ->required()
      ->option_text("FOLDER")
      ->group("Output");
  command
      ->add_option("--dpi", s->dpi,
                   "Dots an inch of the pictures (36 to 300); else 120, and\n96 for documents of more than 100 pages")
      ->option_text("NUMBER")
      ->check(number_between(36, 300))
      ->group("Output");
  command->add_flag("--serve", s->serve, "Serve the pages to this machine, and write\ncorrections to the folder")
      ->group("Serving");
  command->add_option("--port", s->port, "Port to serve on; else one that is free")
      ->option_text("NUMBER")
      ->check(number_between(1, 65535))
      ->group("Serving");
  add_reading_options(*command, s->reading);
  add_corrections_option(*command, s->reading);
  set_help(*command, examples);
  return {command, [s] { return run(*s); }};
}

} // namespace gongkai::cli
