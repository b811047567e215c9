# fish completion for gongkai
# Printed by: gongkai completion fish

set -l commands extract check inspect patterns version completion help
set -l reading '__fish_seen_subcommand_from extract check inspect'

complete -c gongkai -f
complete -c gongkai -s h -l help -d 'Print help'
complete -c gongkai -n '__fish_use_subcommand' -l version -d 'Print the version'
complete -c gongkai -n '__fish_use_subcommand' -a extract -d 'Read PDFs and print what is in them as JSON or Markdown'
complete -c gongkai -n '__fish_use_subcommand' -a check -d 'Test documents against their own arithmetic'
complete -c gongkai -n '__fish_use_subcommand' -a inspect -d 'Show what a stage saw on a page'
complete -c gongkai -n '__fish_use_subcommand' -a patterns -d 'Show, check and try the wording the program knows'
complete -c gongkai -n '__fish_seen_subcommand_from patterns' -a 'list check try'
complete -c gongkai -n '__fish_seen_subcommand_from patterns' -l patterns -x -a '(__fish_complete_directories)' -d 'Folder of patterns'
complete -c gongkai -n '__fish_use_subcommand' -a version -d 'Print the version of the program and its libraries'
complete -c gongkai -n '__fish_use_subcommand' -a completion -d 'Print a script that completes commands in a shell'
complete -c gongkai -n '__fish_use_subcommand' -a help -d 'Print the help of a command'

complete -c gongkai -n $reading -k -a '(__fish_complete_suffix .pdf)'
complete -c gongkai -n $reading -s o -l output -r -F -d 'Write to a file'
complete -c gongkai -n $reading -l password -x -d 'Password for files that do not open without one'
complete -c gongkai -n $reading -l patterns -x -a '(__fish_complete_directories)' -d 'Folder of patterns that take the place of those built in'

complete -c gongkai -n '__fish_seen_subcommand_from extract' -l format -x -a 'json jsonl markdown' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from extract' -l pages -x -d 'Read these pages only: 5, 3-9, 3-'
complete -c gongkai -n '__fish_seen_subcommand_from extract' -s v -l verbose -d 'Print every warning'

complete -c gongkai -n '__fish_seen_subcommand_from check' -l format -x -a 'text json jsonl' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from check' -l lang -x -a 'zh en' -d 'Language of the report'
complete -c gongkai -n '__fish_seen_subcommand_from check' -l fail-on -x -a 'conflict nothing' -d 'What makes the exit code 4'

complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l format -x -a 'json svg' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l page -x -d 'The page, counted from 1'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l show -x -a 'glyphs rulings grid tables prose' -d 'What to show'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l dpi -x -d 'Pixels an inch of the picture'

complete -c gongkai -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c gongkai -n "__fish_seen_subcommand_from help; and not __fish_seen_subcommand_from $commands[1..5]" -a "$commands[1..5]"
