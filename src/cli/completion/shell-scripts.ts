// The scripts that shells load. They know nothing of the commands: each asks `ictl __complete` at every tab.

/** Bash cuts words at = and : too, so they are read from the line again; what it has cut off is not inserted twice. */
const bash = `# bash completion for ictl
_ictl() {
  local rest="\${COMP_LINE:0:COMP_POINT}" word lead words=() index
  for ((index = 0; index <= COMP_CWORD; index++)); do
    lead="\${rest%%[![:space:]]*}"
    rest="\${rest#"$lead"}"
    word="\${COMP_WORDS[index]}"
    ((index == COMP_CWORD)) && word="$rest"
    if ((index == 0)) || [[ -n "$lead" || -z "$word" ]]; then words+=("$word"); else words[-1]+="$word"; fi
    rest="\${rest#"$word"}"
  done
  local current="\${words[-1]}" shown="\${COMP_WORDS[COMP_CWORD]}"
  [[ "$shown" == [=:] ]] && shown=''
  local cut="\${current%"$shown"}" line lines=() candidates=()
  unset 'words[-1]'
  while IFS= read -r line; do lines+=("$line"); done < <("\${words[0]/#\\~/$HOME}" __complete --current="$current" -- "\${words[@]:1}" 2>/dev/null)
  COMPREPLY=()
  ((\${#lines[@]} > 0)) || return
  for line in "\${lines[@]:0:\${#lines[@]}-1}"; do
    line="\${line%%$'\\t'*}"
    COMPREPLY+=("\${line#"$cut"}")
  done
  case "\${lines[-1]}" in
    :files)
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$shown")
      ;;
    :folders)
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$shown")
      ;;
  esac
  [[ \${#COMPREPLY[@]} -eq 1 && "\${COMPREPLY[0]}" == *[=./] ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _ictl ictl
`;

const zsh = `#compdef ictl
# zsh completion for ictl
_ictl() {
  local -a lines described
  local line value
  lines=("\${(@f)$("\${(Q)words[1]/#\\~/$HOME}" __complete --current="\${(Q)PREFIX}" -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}")
  for line in "\${(@)lines[1,-2]}"; do
    value="\${line%%$'\\t'*}"
    if [[ "$line" == *$'\\t'* ]]; then described+=("\${value//:/\\\\:}:\${line#*$'\\t'}"); else described+=("\${value//:/\\\\:}"); fi
  done
  if (( \${#described} == 1 )) && [[ "$value" == *[=./] ]]; then
    _describe -t ictl ictl described -S ''
  elif (( \${#described} )); then
    _describe -t ictl ictl described
  fi
  case "\${lines[-1]}" in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ "\${funcstack[1]}" == _ictl ]]; then _ictl "$@"; else compdef _ictl ictl; fi
`;

const fish = `# fish completion for ictl
function __ictl_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    set -l lines (command $program __complete --current="$current" -- $words 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l paths $lines[-1]
    set -e lines[-1]
    for line in $lines
        echo -- $line
    end
    switch $paths
        case ':files'
            __fish_complete_path "$current"
        case ':folders'
            __fish_complete_directories "$current" ''
    end
end
complete -c ictl -e
complete -c ictl -f -a '(__ictl_complete)'
`;

const powershell = `# PowerShell completion for ictl
Register-ArgumentCompleter -Native -CommandName ictl -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and $wordToComplete -eq '') } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $lines = @(& ictl __complete "--current=$wordToComplete" -- @words 2>$null)
  if ($lines.Count -eq 0) { return }
  foreach ($line in ($lines | Select-Object -SkipLast 1)) {
    $value, $description = $line -split "\`t", 2
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
  }
  if ($lines[-1] -in ':files', ':folders') {
    Get-ChildItem -Path "$wordToComplete*" -Directory:($lines[-1] -eq ':folders') -ErrorAction SilentlyContinue | ForEach-Object {
      $path = Resolve-Path -Relative $_.FullName
      [System.Management.Automation.CompletionResult]::new($path, $_.Name, 'ProviderItem', $_.FullName)
    }
  }
}
`;

/** The script of each shell, which goes into its start-up file. */
export const shellScripts = { bash, zsh, fish, powershell } as const;

export function isShell(name: string): name is keyof typeof shellScripts {
  return Object.hasOwn(shellScripts, name);
}
