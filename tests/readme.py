#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs every "$ command" of the README's console blocks on the sample archive and compares what comes out, times aside:
# readme.py BIN [--update]
import os, re, subprocess, sys, tempfile

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
readme = os.path.join(root, "README.md")


def run(command, environment):
    done = subprocess.run(command, shell=True, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    return done.stdout


def comparable(text):
    return re.sub(r"[0-9.]+ ms", "0 ms", text)


def refreshed(block, environment):
    out = []
    for command in re.findall(r"^\$ (.*)$", block, re.M):
        out.append(f"$ {command}\n{run(command, environment)}")
    return "".join(out)


def main():
    programs = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": programs + ":" + os.environ["PATH"], "NEWSGREP_DB": folder + "/index", "HOME": folder, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        subprocess.run(["newsgrep-index", "--quiet", "--db", folder + "/index", "corpora/sample"], check=True, cwd=root, env=environment)
        text = open(readme, encoding="utf-8").read()
        blocks = re.findall(r"```console\n(.*?)```", text, re.S)
        wrong = 0
        for block in blocks:
            now = refreshed(block, environment)
            if comparable(now) == comparable(block):
                continue
            wrong += 1
            print(f"the README shows\n{block}but it is\n{now}")
            text = text.replace(block, now)
    print(f"{len(blocks)} examples, {wrong} differ")
    if "--update" in sys.argv:
        open(readme, "w", encoding="utf-8").write(text)
    elif wrong or not blocks:
        sys.exit(1)


main()
