#!/bin/sh
# What a change does to incidents, as a comment in Markdown: for each incident its picture and what is different.
#
#   pull-request.sh BASE FOLDER [PATTERN]
#
# Compares the working copy with where it left BASE, and writes FOLDER/comment.md and FOLDER/pictures/*.png.
# PATTERN says which files are incidents (*.breach.json if absent).
# BREACHMAP says how the command is called, and MARKING who reads the comment: what is marked above that is left out.
set -eu
base=$1 folder=$2 pattern=${3:-*.breach.json}
breachmap=${BREACHMAP:-npx --yes breachmap} marking=${MARKING:-clear}
start=$(git merge-base "$base" HEAD)
mkdir -p "$folder/pictures"
comment=$folder/comment.md
echo '<!-- breachmap -->' > "$comment"

# Text of a file, so that nothing in it is taken for Markdown.
as_code() { sed 's/^/    /'; }

number=0
git -c core.quotePath=false diff --no-renames --name-only --diff-filter=AM "$start" HEAD -- "$pattern" > "$folder/changed"
while IFS= read -r file; do
  number=$((number + 1))
  # $breachmap is several words
  {
    printf '\n### Incident %s\n\n' "$number"
    printf '%s\n' "$file" | as_code
    if $breachmap render "$file" --marking "$marking" --shape 16:9 --force -o "$folder/pictures/$number.png" 2> "$folder/said"; then
      printf '\n![Map of incident %s](pictures/%s.png)\n' "$number" "$number"
    else
      printf '\nIt cannot be shown:\n\n'
      as_code < "$folder/said"
      continue
    fi
    if git cat-file -e "$start:$file" 2> /dev/null; then
      git show "$start:$file" > "$folder/before.json"
      printf '\n<details><summary>What changed</summary>\n\n'
      $breachmap diff "$folder/before.json" "$file" --marking "$marking" > "$folder/words" 2> "$folder/said" || cat "$folder/said" >> "$folder/words"
      as_code < "$folder/words"
      printf '\n</details>\n'
    else
      printf '\nIt is new.\n'
    fi
  } >> "$comment"
done < "$folder/changed"
[ "$number" -gt 0 ] || echo 'No incident has changed.' >> "$comment"
