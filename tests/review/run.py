#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of the review page: run.py types | browser

They need node (18 or later), npm's packages of package-lock.json, and, for `browser`, Chromium. Where one of these cannot be
had, it says so and ends with 77, which ctest reports as skipped. Screenshots of every step: SHOTS=FOLDER.
"""
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = Path(os.environ.get('WORK', ROOT / 'build/review-tests')).resolve()
WEB = ROOT / 'extractor/output/review/web'
SKIPPED = 77


def skip(why):
    print(f'SKIPPED: the tests of the review page did NOT run: {why}')
    sys.exit(SKIPPED)


def need_node():
    node = shutil.which('node')
    if not node:
        skip('there is no node (Debian package nodejs)')
    version = subprocess.run([node, '--version'], capture_output=True, text=True, check=True).stdout
    if int(re.match(r'v(\d+)', version).group(1)) < 18:
        skip(f'node {version.strip()} is older than 18')
    return node


def need_packages():
    """The packages of the lock file, in the build folder; fetched once."""
    lock = (HERE / 'package-lock.json').read_bytes()
    stamp, wanted = WORK / '.packages', hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm = shutil.which('npm')
    if not npm:
        skip('there is no npm (Debian package npm)')
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copyfile(HERE / name, WORK / name)
    done = subprocess.run([npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], cwd=WORK, capture_output=True, text=True, timeout=240, check=False)
    if done.returncode != 0:
        skip('npm ci failed; is the registry within reach?\n' + done.stderr[-800:])
    stamp.write_text(wanted)


def need_chromium():
    for name in (os.environ.get('CHROMIUM'), 'chromium', 'chromium-browser', 'google-chrome'):
        if name and shutil.which(name):
            return shutil.which(name)
    return skip('there is no Chromium (Debian package chromium)')


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else 'browser'
    node = need_node()
    need_packages()
    if what == 'types':
        sys.exit(subprocess.run([node, WORK / 'node_modules/typescript/bin/tsc', '-p', WEB], check=False).returncode)
    chromium = need_chromium()
    subprocess.run([sys.executable, '-B', HERE / 'documents.py', WORK / 'documents'], check=True)
    shutil.rmtree(WORK / 'pages', ignore_errors=True)
    # Beside the package.json that says that they are modules.
    shutil.copytree(WEB, WORK / 'web', dirs_exist_ok=True)
    environment = os.environ | {'WORK': str(WORK), 'SAMPLES': str(ROOT / 'samples'), 'CHROMIUM': chromium,
                                'GONGKAI': os.environ.get('GONGKAI', str(ROOT / 'build/release/bin/gongkai'))}
    sys.exit(subprocess.run([node, '--test', HERE / 'review_test.mjs'], env=environment, check=False).returncode)


if __name__ == '__main__':
    main()
