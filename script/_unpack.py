"""Run in the virtual environment, for brotli: unpack FILE.br, or the tar in FILE.tar.br, into a folder."""

import io
import sys
import tarfile
from pathlib import Path

import brotli


def unpack(source, folder):
    data = brotli.decompress(source.read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    if source.suffixes[-2:] == [".tar", ".br"]:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            # Python before 3.11.4 has no filters; the archive is checked by npm's lock either way.
            archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    else:
        program = folder / source.stem
        program.write_bytes(data)
        program.chmod(0o755)


if __name__ == "__main__":
    for name in sys.argv[2:]:
        unpack(Path(name), Path(sys.argv[1]))
