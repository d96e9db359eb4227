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
if [ -n "$python" ]; then set -- "$python"; else set -- python3.13 python3.12 python3.11 python3; fi
python= there=
for one in "$@"; do
  command -v "$one" >/dev/null 2>&1 || continue
  if works "$one"; then python=$one; break; fi
  there=$("$one" --version 2>&1 | head -1)
done
if [ -z "$python" ]; then
  echo "需要 Python 3.11 或更高，并带 venv（有的系统另装 python3-venv），这里是：${there:-没有}。请向信息科要一个，用 --python 指明它的位置。" \
    "/ Python 3.11 or newer with venv is needed, here is: ${there:-none}; get one and name it with --python." >&2
  exit 1
fi
if [ -n "$wheels" ]; then set -- "$wheels"; else set -- "$here/wheelhouse" "$here/../wheelhouse" "$here"; fi
wheels=
for one in "$@"; do
  if ls "$one"/respnet-*.whl >/dev/null 2>&1; then wheels=$(cd "$one" && pwd); break; fi
done
if [ -z "$wheels" ]; then
  echo "没有找到安装包文件夹 wheelhouse，请用 --wheels 指明。 / No wheelhouse found: name it with --wheels." >&2
  exit 1
fi

mkdir -p "$home" "$data/applications" "$desktop"
# What was installed before stays until its successor is there.
rm -rf "$home/former"
[ ! -d "$home/venv" ] || mv "$home/venv" "$home/former"
{
  "$python" -m venv "$home/venv" &&
    "$home/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$wheels" respnet
} || {
  rm -rf "$home/venv"
  [ ! -d "$home/former" ] || mv "$home/former" "$home/venv"
  echo "没有装成：wheelhouse 里没有适合这台电脑的文件，或磁盘已满（$(uname -m)，$("$python" --version)）；原来装的没有动。" \
    "/ Not installed: the wheelhouse has nothing for this machine, or the disk is full; what was there stays." >&2
  exit 1
}
rm -rf "$home/former"
"$home/venv/bin/python" -X utf8 -I -m respnet desk --shortcut >/dev/null
cp "$desktop/责任网.desktop" "$data/applications/respnet.desktop"
gio set "$desktop/责任网.desktop" metadata::trusted true 2>/dev/null || true
echo "装好了：双击桌面上的“责任网”。程序在 $home，移走用 --remove。 / Installed: double-click 责任网 on the desktop."
