"""Whether a ledger lies where SQLite's locks don't hold: on a network share, or in a folder that is synchronised."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PureWindowsPath

MOUNTS = Path("/proc/self/mountinfo")

_DRIVE_REMOTE = 4


class PlaceKind(StrEnum):
    """What sort of place a file lies in."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True)
class FilePlace:
    """`name` says which share or which synchronising program, "" for a local place."""

    kind: PlaceKind
    name: str = ""


LOCAL = FilePlace(PlaceKind.LOCAL)

_SHARES = {
    "cifs": "SMB", "smb3": "SMB", "smbfs": "SMB", "smb2": "SMB", "fuse.smbnetfs": "SMB",
    "nfs": "NFS", "nfs4": "NFS", "davfs": "WebDAV", "fuse.davfs": "WebDAV", "fuse.davfs2": "WebDAV",
    "fuse.sshfs": "sshfs", "fuse.rclone": "rclone", "fuse.s3fs": "S3", "fuse.curlftpfs": "FTP",
    "fuse.gvfsd-fuse": "GVfs", "fuse.kio-fuse": "KIO", "afs": "AFS", "openafs": "AFS", "ncpfs": "NCP", "coda": "Coda",
    "ceph": "Ceph", "fuse.ceph": "Ceph", "fuse.ceph-fuse": "Ceph",
    "fuse.glusterfs": "GlusterFS", "glusterfs": "GlusterFS",
    "lustre": "Lustre", "beegfs": "BeeGFS", "gpfs": "GPFS", "gfs2": "GFS2", "ocfs2": "OCFS2",
    "9p": "9P", "virtiofs": "virtiofs", "vboxsf": "VirtualBox", "fuse.vmhgfs-fuse": "VMware", "vmhgfs": "VMware",
    "prl_fs": "Parallels",
}  # fmt: skip
"""File systems on which another machine has its own idea of who holds a lock."""

_SYNCED = {
    "nutstore": "坚果云", "nutstore files": "坚果云", "我的坚果云": "坚果云", "坚果云": "坚果云",
    "onedrive": "OneDrive", "skydrive": "OneDrive",
    "百度网盘": "百度网盘", "百度云同步盘": "百度网盘", "百度网盘同步空间": "百度网盘", "百度同步盘": "百度网盘",
    "baidunetdisk": "百度网盘", "baidusyncdisk": "百度网盘", "baidunetdiskworkspace": "百度网盘",
    "wps云盘": "WPS 云盘", "wpsdrive": "WPS 云盘", "wps cloud files": "WPS 云盘", "wps网盘": "WPS 云盘",
    "wpscloud": "WPS 云盘", "kingsoft cloud files": "WPS 云盘",
    "阿里云盘": "阿里云盘", "adrive": "阿里云盘", "腾讯微云": "微云", "微云同步助手": "微云", "weiyun": "微云",
    "天翼云盘": "天翼云盘", "和彩云": "和彩云", "360云盘": "360 云盘", "亿方云": "亿方云",
    "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive", "我的云端硬盘": "Google Drive",
    "iclouddrive": "iCloud", "com~apple~clouddocs": "iCloud", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "seafile": "Seafile", "seadrive": "Seafile", "syncthing": "Syncthing",
}  # fmt: skip

_OCTAL = re.compile(rb"\\([0-7]{3})")
_UNC = re.compile(r"^(\\\\\?\\UNC\\|\\\\(?![?.]\\))", re.IGNORECASE)


def place_of(file: Path, mounts: Path = MOUNTS, platform: str = sys.platform) -> FilePlace:
    """Where a file lies. What can't be found out counts as local."""
    share = _share(file, mounts, platform)
    if share is not None:
        return FilePlace(PlaceKind.NETWORK, share)
    synced = synced_by(file)
    return FilePlace(PlaceKind.SYNCED, synced) if synced else LOCAL


def synced_by(file: PurePath) -> str:
    """The program that synchronises a folder on the way to a file, by the folder's name; "" where there is none."""
    for part in reversed(file.parts[:-1]):
        name = unicodedata.normalize("NFKC", part).casefold().strip()
        if name in _SYNCED:
            return _SYNCED[name]
        if name.startswith(("onedrive - ", "onedrive-")):
            return "OneDrive"
    return ""


def mounted_as(file: str, mountinfo: bytes) -> str:
    """The type of the file system that holds an absolute path, by the kernel's list; "" where none does."""
    found, longest = "", -1
    for line in mountinfo.splitlines():
        before, sign, after = line.partition(b" - ")
        fields, types = before.split(b" "), after.split(b" ")
        if not sign or len(fields) < 5 or not types[0]:
            continue
        point = _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), fields[4]).decode("utf-8", "surrogateescape")
        # Of two on one point the later one lies on top.
        if len(point) >= longest and (file == point or file.startswith(point.rstrip("/") + "/")):
            found, longest = types[0].decode("ascii", "replace"), len(point)
    return found


def is_unc(path: PureWindowsPath) -> bool:
    r"""Whether a Windows path names a server: `\\server\share`."""
    return _UNC.match(str(path)) is not None


def _share(file: Path, mounts: Path, platform: str) -> str | None:
    if platform == "win32":
        return _windows_share(PureWindowsPath(file))
    if not platform.startswith("linux"):
        return None
    try:
        kind = mounted_as(str(file.resolve()), mounts.read_bytes())
    except (OSError, RuntimeError):
        return None
    return _SHARES.get(kind) or None


def _windows_share(path: PureWindowsPath) -> str | None:
    if is_unc(path):
        return "SMB"
    if sys.platform == "win32" and path.drive:  # pragma: no cover - Windows
        import ctypes

        try:
            kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
        except (OSError, AttributeError):
            return None
        return "SMB" if kind == _DRIVE_REMOTE else None
    return None
