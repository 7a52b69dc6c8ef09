"""Where a ledger lies, by the kernel's list of mounts and by the names of folders."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from liling_desk.store.file_places import LOCAL, FilePlace, PlaceKind, is_unc, mounted_as, place_of, synced_by

MOUNTS = rb"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
40 22 0:40 / /mnt/share rw,relatime shared:20 - cifs //server/share rw,vers=3.0
41 22 0:41 / /mnt/my\040share\134x rw - nfs4 server:/export rw
42 22 0:42 / /mnt/\345\217\260\350\264\246 rw - fuse.sshfs me@server:/ rw
43 40 8:2 / /mnt/share/disk rw - ext4 /dev/sdb1 rw
44 22 0:44 / /media/auto rw - autofs systemd-1 rw
45 44 0:45 / /media/auto rw shared:9 master:2 - smb3 //server/auto rw
46 22 0:46 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
47 22 0:47 / /mnt/dav rw - davfs https://server rw
48 22 0:48 / /mnt/tmp rw - tmpfs tmpfs rw
broken line
49 22 - x
"""


@pytest.fixture
def mounts(tmp_path):
    """A kernel's list of mounts."""
    path = tmp_path / "mountinfo"
    path.write_bytes(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/home/x/ledger.db", "ext4"),
        ("/mnt/share/a/ledger.db", "cifs"),
        ("/mnt/shared/ledger.db", "ext4"),
        ("/mnt/share/disk/ledger.db", "ext4"),
        ("/mnt/my share\\x/ledger.db", "nfs4"),
        ("/mnt/台账/ledger.db", "fuse.sshfs"),
        ("/media/auto/ledger.db", "smb3"),
        ("relative.db", ""),
    ],
)
def test_the_innermost_mount_counts(file, kind):
    assert mounted_as(file, MOUNTS) == kind


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("/mnt/share/ledger.db", FilePlace(PlaceKind.NETWORK, "SMB")),
        ("/media/auto/ledger.db", FilePlace(PlaceKind.NETWORK, "SMB")),
        ("/mnt/my share\\x/ledger.db", FilePlace(PlaceKind.NETWORK, "NFS")),
        ("/mnt/台账/ledger.db", FilePlace(PlaceKind.NETWORK, "sshfs")),
        ("/mnt/dav/ledger.db", FilePlace(PlaceKind.NETWORK, "WebDAV")),
        ("/run/user/1000/gvfs/smb-share:server=x/ledger.db", FilePlace(PlaceKind.NETWORK, "GVfs")),
        ("/mnt/tmp/ledger.db", LOCAL),
        ("/home/x/ledger.db", LOCAL),
        ("/home/x/Nutstore Files/我的台账/ledger.db", FilePlace(PlaceKind.SYNCED, "坚果云")),
        ("/mnt/share/OneDrive/ledger.db", FilePlace(PlaceKind.NETWORK, "SMB")),
    ],
)
def test_shares_and_synchronised_folders_are_recognised(file, place, mounts):
    assert place_of(Path(file), mounts, "linux") == place


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_what_cannot_be_found_out_is_local(tmp_path, platform):
    assert place_of(tmp_path / "ledger.db", tmp_path / "none", platform) == LOCAL


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\台账.db", True),
        (r"\\?\UNC\server\share\x.db", True),
        ("//server/share/x.db", True),
        (r"C:\Users\x\ledger.db", False),
        (r"\\?\C:\Users\x\ledger.db", False),
        (r"\\.\C:\x", False),
        ("ledger.db", False),
    ],
)
def test_a_path_that_names_a_server_is_recognised(path, unc):
    assert is_unc(PureWindowsPath(path)) is unc


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (PureWindowsPath(r"C:\Users\x\OneDrive - 县政府\台账.db"), "OneDrive"),
        (PureWindowsPath(r"D:\BaiduSyncdisk\台账.db"), "百度网盘"),
        (PureWindowsPath(r"D:\百度网盘同步空间\a\台账.db"), "百度网盘"),
        (PureWindowsPath(r"C:\Users\x\WPS云盘\台账.db"), "WPS 云盘"),
        (PureWindowsPath(r"C:\Users\x\WPSDrive\1\台账.db"), "WPS 云盘"),
        (PureWindowsPath(r"C:\Users\x\Nutstore\1\台账.db"), "坚果云"),
        (PurePosixPath("/home/x/我的坚果云/台账.db"), "坚果云"),
        (PurePosixPath("/home/x/ＤＲＯＰＢＯＸ/台账.db"), "Dropbox"),
        (PurePosixPath("/home/x/onedrive.db"), ""),
        (PurePosixPath("/home/x/OneDrive"), ""),
        (PurePosixPath("/home/x/docs/台账.db"), ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path, program):
    assert synced_by(path) == program
