#!/bin/sh
# Installs respnet for this user from a wheelhouse, without a network: sh linux_install.sh [--python P] [--wheels DIR]
# 麒麟、统信等 Linux 桌面：不联网、不需要 root，装好后桌面和菜单里有“责任网”。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python= wheels=
while [ $# -gt 0 ]; do
  case "$1" in
    --python) python=${2:?--python PATH}; shift 2 ;;
    --wheels) wheels=${2:?--wheels DIR}; shift 2 ;;
    --remove) remove=1; shift ;;
    *) echo "用法 / usage: sh linux_install.sh [--python PATH] [--wheels DIR] [--remove]" >&2; exit 2 ;;
  esac
done
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$data/respnet
desktop=$(xdg-user-dir DESKTOP 2>/dev/null || echo "$HOME/Desktop")
if [ -n "${remove:-}" ]; then
  rm -rf "$home" "$data/applications/respnet.desktop" "$desktop/责任网.desktop"
  echo "已移走。方案仍在原来的文件夹里。 / Removed. The plans stay where they are."
  exit 0
fi

works() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if [ -n "$python" ]; then
  works "$python" || {
    echo "$python 不能用：$("$python" --version 2>&1 | head -1)；需要带 venv 的 Python 3.11 或更高。" \
      "/ Not usable: Python 3.11 or newer with venv is needed." >&2
    exit 1
  }
else
  for one in python3.13 python3.12 python3.11 python3; do
    if command -v $one >/dev/null 2>&1 && works $one; then python=$(command -v $one); break; fi
  done
  if [ -z "$python" ]; then
    echo "这台电脑上没有 Python 3.11 或更高（现有：$(python3 --version 2>&1 | head -1)）。请向信息科要一个，用 --python 指明它的位置。" \
      "/ There is no Python 3.11 or newer here; get one and name it with --python." >&2
    exit 1
  fi
fi
for one in "$wheels" "$here/wheelhouse" "$here/../wheelhouse" "$here"; do
  if [ -n "$one" ] && ls "$one"/respnet-*.whl >/dev/null 2>&1; then wheels=$(cd "$one" && pwd); break; fi
done
ls "$wheels"/respnet-*.whl >/dev/null 2>&1 || {
  echo "没有找到安装包文件夹 wheelhouse，请用 --wheels 指明。 / No wheelhouse found: name it with --wheels." >&2
  exit 1
}

mkdir -p "$home" "$data/applications" "$desktop"
rm -rf "$home/venv"
"$python" -m venv "$home/venv"
"$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$wheels" respnet || {
  echo "没有装成：wheelhouse 里没有适合这台电脑的文件（$(uname -m)，$("$python" --version)）。" \
    "/ Not installed: the wheelhouse has nothing for this machine." >&2
  rm -rf "$home/venv"
  exit 1
}
"$home/venv/bin/python" -X utf8 -I -m respnet desk --shortcut >/dev/null
cp "$desktop/责任网.desktop" "$data/applications/respnet.desktop"
gio set "$desktop/责任网.desktop" metadata::trusted true 2>/dev/null || true
echo "装好了：双击桌面上的“责任网”。程序在 $home，移走用 --remove。 / Installed: double-click 责任网 on the desktop."
