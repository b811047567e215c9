# fish completion for gongkai
# Printed by: gongkai completion fish

set -l commands extract check review build export merge reconcile inspect patterns version completion help
set -l reading '__fish_seen_subcommand_from extract check review build inspect'

complete -c gongkai -f
complete -c gongkai -s h -l help -d 'Print help'
complete -c gongkai -n '__fish_use_subcommand' -l version -d 'Print the version'
complete -c gongkai -n '__fish_use_subcommand' -a extract -d 'Read PDFs and write what is in them'
complete -c gongkai -n '__fish_use_subcommand' -a check -d 'Test documents against their own arithmetic'
complete -c gongkai -n '__fish_use_subcommand' -a review -d 'Make a page that shows every figure on its page'
complete -c gongkai -n '__fish_use_subcommand' -a build -d 'Turn folders of PDFs into one data set'
complete -c gongkai -n '__fish_use_subcommand' -a export -d 'Write a data set as CSV, XLSX, JSON Lines or Data Package'
complete -c gongkai -n '__fish_use_subcommand' -a merge -d 'Join data sets into one'
complete -c gongkai -n '__fish_use_subcommand' -a reconcile -d 'Compare the documents of a data set with each other'
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

complete -c gongkai -n '__fish_seen_subcommand_from extract' -l format -x -a 'json jsonl markdown csv xlsx' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from extract' -l pages -x -d 'Read these pages only: 5, 3-9, 3-'
complete -c gongkai -n '__fish_seen_subcommand_from extract' -s v -l verbose -d 'Print every warning'

complete -c gongkai -n '__fish_seen_subcommand_from extract export' -l layout -x -a 'printed tidy' -d 'Of a workbook'
complete -c gongkai -n '__fish_seen_subcommand_from extract export' -l bom -d 'CSV for Excel'

set -l places '__fish_seen_subcommand_from build export merge reconcile'
complete -c gongkai -n $places -F
complete -c gongkai -n '__fish_seen_subcommand_from export merge' -s o -l output -r -F -d 'Write there'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l list -r -F -d 'File with further places'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l review -d 'Also write review pages and an index'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l jobs -x -d 'Worker processes'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l timeout -x -d 'Seconds for one document'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l memory -x -d 'MiB for one document'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l shard -x -d 'Take this part only: 3/16'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l retry -d 'Read again what timed out or crashed'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l again -d 'Read everything again'
complete -c gongkai -n '__fish_seen_subcommand_from build' -l checksum -d 'Look into every file'
complete -c gongkai -n '__fish_seen_subcommand_from build' -s q -l quiet -d 'No progress, no summary'
complete -c gongkai -n '__fish_seen_subcommand_from export' -l format -x -a 'csv xlsx jsonl datapackage' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from export' -l table -x -d 'This table or view only'
complete -c gongkai -n '__fish_seen_subcommand_from reconcile' -l lang -x -a 'zh en' -d 'Language of the lines'
complete -c gongkai -n '__fish_seen_subcommand_from reconcile' -l patterns -x -a '(__fish_complete_directories)' -d 'Folder of patterns'

complete -c gongkai -n '__fish_seen_subcommand_from check' -l format -x -a 'text json jsonl' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from check' -l lang -x -a 'zh en' -d 'Language of the report'
complete -c gongkai -n '__fish_seen_subcommand_from check' -l fail-on -x -a 'conflict nothing' -d 'What makes the exit code 4'

complete -c gongkai -n '__fish_seen_subcommand_from extract check review build' -l corrections -r -F -d 'File of corrections made in the review page'
complete -c gongkai -n '__fish_seen_subcommand_from review' -l dpi -x -d 'Pixels an inch of the pictures'
complete -c gongkai -n '__fish_seen_subcommand_from review' -l serve -d 'Serve the pages to this machine'
complete -c gongkai -n '__fish_seen_subcommand_from review' -l port -x -d 'Port to serve on'

complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l format -x -a 'json svg' -d 'Form of the output'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l page -x -d 'The page, counted from 1'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l show -x -a 'glyphs rulings grid tables prose' -d 'What to show'
complete -c gongkai -n '__fish_seen_subcommand_from inspect' -l dpi -x -d 'Pixels an inch of the picture'

complete -c gongkai -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c gongkai -n "__fish_seen_subcommand_from help; and not __fish_seen_subcommand_from $commands[1..10]" -a "$commands[1..10]"
