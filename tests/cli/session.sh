# SPDX-License-Identifier: GPL-2.0-or-later
# What every case may use; bash reads it before a case.

in_shell_words() {
  local word
  for word; do
    if [[ $word =~ ^[[:alnum:]_./:=,+%-]+$ ]]; then printf ' %s' "$word"; else printf ' %s' "${word@Q}"; fi
  done
}

# Prints the command, what it says on both streams, and its status unless that is 0.
try() {
  echo "\$$(in_shell_words "$@")"
  "$@" 2>&1
  local status=$?
  ((status == 0)) || echo "[$status]"
}

# Each line of standard input as the only argument.
try_each() {
  local line
  while IFS= read -r line; do try "$@" "$line" </dev/null; done
}

# Waits until a process of ours handles ^C and has begun to wait for its input.
ready_for_signals() {
  local tries=0
  until ((++tries > 200)) || { [[ $(<"/proc/$1/comm") == newsgrep* ]] && grep -q '^SigCgt:.*[2367abef]$' "/proc/$1/status"; }; do sleep 0.05; done
  sleep 0.3
}
