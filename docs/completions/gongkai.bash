# bash completion for gongkai
# Printed by: gongkai completion bash

_gongkai() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' i words=''
  # "--option=value" arrives as three words.
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]] && ((COMP_CWORD >= 2)); then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      extract | check | review | build | export | merge | reconcile | inspect | patterns | version | completion | help)
        command=${COMP_WORDS[i]}
        break
        ;;
    esac
  done

  COMPREPLY=()
  case $prev in
    -o | --output)
      compopt -o default 2>/dev/null
      return
      ;;
    --list)
      compopt -o default 2>/dev/null
      return
      ;;
    --corrections)
      compopt -o default 2>/dev/null
      return
      ;;
    --patterns)
      compopt -o dirnames 2>/dev/null
      return
      ;;
    --format)
      case $command in
        inspect) words='json svg' ;;
        check) words='text json jsonl' ;;
        export) words='csv xlsx jsonl datapackage' ;;
        *) words='json jsonl markdown csv xlsx' ;;
      esac
      ;;
    --lang) words='zh en' ;;
    --fail-on) words='conflict nothing' ;;
    --layout) words='printed tidy' ;;
    --show) words='glyphs rulings grid tables prose' ;;
    --pages | --page | --dpi | --port | --password | --jobs | --timeout | --memory | --shard | --table) return ;;
  esac

  if [[ -z $words ]]; then
    case $command in
      '') words='extract check review build export merge reconcile inspect patterns version completion help --help --version' ;;
      extract) words='--format --layout --bom --output --verbose --pages --corrections --password --patterns --help' ;;
      check) words='--format --lang --fail-on --output --corrections --password --patterns --help' ;;
      review) words='--output --dpi --serve --port --corrections --password --patterns --help' ;;
      inspect) words='--page --show --format --output --dpi --password --patterns --help' ;;
      build) words='--output --review --list --jobs --timeout --memory --shard --retry --again --checksum --quiet --corrections --password --patterns --help' ;;
      export) words='--format --output --table --layout --bom --help' ;;
      merge) words='--output --help' ;;
      reconcile) words='--lang --patterns --help' ;;
      completion) words='bash zsh fish --help' ;;
      help) words='extract check review build export merge reconcile inspect patterns version completion' ;;
      patterns) words='list check try --patterns --help' ;;
      version) words='--help' ;;
    esac
    if [[ $cur != -* && ($command == extract || $command == check || $command == review || $command == inspect) ]]; then
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -X '!*.[pP][dD][fF]' -- "$cur"; compgen -d -- "$cur")
      return
    fi
    if [[ $cur != -* && ($command == build || $command == export || $command == merge || $command == reconcile) ]]; then
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
    fi
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _gongkai gongkai
