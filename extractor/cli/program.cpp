// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.hpp"

#include "base/version.hpp"
#include "cli/heap.hpp"
#include "cli/help.hpp"
#include "cli/input.hpp"
#include "cli/output_file.hpp"
#include "cli/talk.hpp"
#include "text/pattern_files.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <optional>

namespace gongkai::cli {
namespace {

constexpr char const* examples = R"(Examples:
  gongkai extract budget.pdf                       one JSON object
  gongkai extract --format jsonl *.pdf             many files, an object a line
  gongkai check budget.pdf                         does it agree with itself?
  gongkai build 2024/ -o county.gongkai            a folder becomes a data set
  gongkai inspect budget.pdf --page 3 -o page.svg  what was seen on page 3
  gongkai review budget.pdf -o review              look at every figure on its page
  gongkai help extract                             every option, with examples)";

class Program {
public:
  explicit Program(std::vector<AddCommand> const& commands)
      : m_parser("gongkai reads the PDFs in which Chinese governments publish their budgets\n"
                 "and final accounts, and turns them into data.",
                 "gongkai") {
    // One at most: a file may be called as a command is.
    m_parser.require_subcommand(0, 1);
    m_parser.set_version_flag("--version", fmt::format("gongkai {}", version()), "Print the version")->group("Help");
    for (AddCommand const& add : commands) { m_commands.push_back(add(m_parser)); }
    CLI::App* const help = m_parser.add_subcommand("help", "Print the help of a command, as COMMAND --help does");
    help->add_option("COMMAND", m_help_for, "The command; all of them where none is given")->option_text(" ");
    set_help(*help, "Example:\n  gongkai help extract");
    m_commands.push_back({help, [this] { return print_help(); }});
    for (CLI::App* const c : m_parser.get_subcommands({})) { c->group("Commands"); }
    set_help(m_parser, examples);
  }

  ExitCode run(int argc, char const* const* argv) {
    try {
      return parse_and_run(argc, argv);
    } catch (UsageError const& e) {
      say(full_name(current()), e.what());
      return ExitCode::wrong_usage;
    } catch (PatternError const& e) {
      say(full_name(current()), e.what());
      return ExitCode::wrong_usage;
    }
  }

private:
  ExitCode parse_and_run(int argc, char const* const* argv) {
    try {
      m_parser.parse(argc, argv);
    } catch (CLI::CallForHelp const&) {
      print_help_of(current());
      return ExitCode::done;
    } catch (CLI::CallForVersion const& e) {
      print(fmt::format("{}\n", e.what()));
      return ExitCode::done;
    } catch (CLI::ParseError const& e) {
      std::string const message = as_shown(e.what());
      return wrong_usage(unknown_command(argc, argv).value_or(message));
    }
    for (Command const& c : m_commands) {
      if (c.parser->parsed()) { return c.run(); }
    }
    return wrong_usage(fmt::format("a command is missing; the commands are {}", names()));
  }

  std::string names() const {
    std::vector<std::string> list;
    for (Command const& c : m_commands) { list.push_back(c.parser->get_name()); }
    return fmt::format("{}", fmt::join(list, ", "));
  }

  CLI::App const* current() const {
    auto const parsed = m_parser.get_subcommands();
    return parsed.empty() ? &m_parser : parsed.front();
  }

  static std::string full_name(CLI::App const* command) {
    return command->get_parent() == nullptr ? command->get_name() : "gongkai " + command->get_name();
  }

  static void print_help_of(CLI::App const* command) {
    // Not App::help(), which gives the help of the command that was called, here of "help".
    print(command->get_formatter()->make_help(command, full_name(command), CLI::AppFormatMode::Normal));
  }

  ExitCode print_help() const {
    CLI::App const* command = m_help_for.empty() ? &m_parser : nullptr;
    for (Command const& c : m_commands) {
      if (c.parser->get_name() == m_help_for) { command = c.parser; }
    }
    if (command != nullptr) {
      print_help_of(command);
      return ExitCode::done;
    }
    throw UsageError(fmt::format("there is no command '{}'; the commands are {}", as_shown(m_help_for), names()));
  }

  /// A word where a command should stand deserves a better answer than the parser's.
  std::optional<std::string> unknown_command(int argc, char const* const* argv) const {
    if (argc < 2 || !m_parser.get_subcommands().empty() || argv[1][0] == '-') { return std::nullopt; }
    return fmt::format("there is no command '{}'; the commands are {}", as_shown(argv[1]), names());
  }

  ExitCode wrong_usage(std::string const& message) const {
    std::string const name = full_name(current());
    say(name, fmt::format("{} (see {} --help)", message, name));
    return ExitCode::wrong_usage;
  }

  CLI::App m_parser;
  std::vector<Command> m_commands;
  std::string m_help_for;
};

} // namespace

int run_program(std::vector<AddCommand> const& commands, int argc, char** argv) {
  prepare_heap();
  std::ios::sync_with_stdio(false);
  try {
    return static_cast<int>(Program(commands).run(argc, argv));
  } catch (std::exception const& e) {
    say("gongkai", fmt::format("the program failed ({}); please report it with what you were doing", e.what()));
    return static_cast<int>(ExitCode::none_read);
  }
}

} // namespace gongkai::cli
