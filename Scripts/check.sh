#!/usr/bin/env bash
# Part of swift-threading. Apache-2.0: see LICENSE.
#
# What CI runs after the tests, and what you run before you hand something in.
#
#   Scripts/check.sh                 every check, in this order, up to the first that fails
#   Scripts/check.sh house imports   only these
#
#   format     swift format in strict mode
#   house      the rules for files that no tool knows
#   parity     every row of Documentation/Parity.md has a test that names it (Scripts/parity.sh)
#   imports    no module imports its own floor or one above; no Foundation, no Dispatch
#   build      warnings are errors, Sendable is said, imports are declared
#   fastpath   an uncontended lock is the machine code of one without the explorer's seam (Scripts/fast-path.sh)
#   speed      what the short ways cost: instructions, allocations, reference counts (Scripts/checks/speed.sh)
#   links      the built libraries do not link Foundation or Dispatch
#   docs       documentation without a warning
#   traits     clients without package traits fetch nothing of theirs; the tests with them (Scripts/traits.sh)
#   sanitize   the library tests under Thread Sanitizer (Scripts/sanitize.sh)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

all=(format house parity imports build fastpath speed links docs traits sanitize)
steps=("$@")
[ "${#steps[@]}" -gt 0 ] || steps=("${all[@]}")

for step in "${steps[@]}"; do
    case " ${all[*]} " in
        *" $step "*) ;;
        *)
            echo "check.sh: there is no check '$step'. There are: ${all[*]}." >&2
            exit 64
            ;;
    esac
done

begin=$SECONDS
for step in "${steps[@]}"; do
    script=Scripts/checks/$step.sh
    case "$step" in
        parity) script=Scripts/parity.sh ;;
        fastpath) script=Scripts/fast-path.sh ;;
        traits) script=Scripts/traits.sh ;;
        sanitize) script=Scripts/sanitize.sh ;;
    esac
    echo "== $step"
    started=$SECONDS
    if ! bash "$script"; then
        echo "== $step: FAILED after $((SECONDS - started)) s. Mend it, then try it alone: Scripts/check.sh $step" >&2
        exit 1
    fi
    echo "== $step: fine, $((SECONDS - started)) s"
done
echo "== all of it fine (${steps[*]}), $((SECONDS - begin)) s"
