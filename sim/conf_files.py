"""Where Hydra gets its files from: each is read by `sim.plain_yaml`, so that none can mislead, explode or hang."""

import os
from pathlib import Path
from typing import Any

from hydra._internal.core_plugins import file_config_source as hydras
from hydra._internal.sources_registry import SourcesRegistry
from hydra.plugins.config_source import ConfigResult, ConfigSource
from omegaconf import OmegaConf

from sim.model.faults import Fault, Refused, shown
from sim.plain_yaml import read


class FileConfigSource(hydras.FileConfigSource):
    """Hydra's source of files under its own name, which is the door to its place; raises Refused for what misleads."""

    def is_config(self, config_path: str) -> bool:
        """Also what stands there and is no file, so that it is named."""
        return os.path.lexists(self._file(config_path))

    def load_config(self, config_path: str) -> ConfigResult:
        """One file of the configuration."""
        path = self._file(config_path)
        file = path.relative_to(self.path).as_posix()
        content, wrong = read(path, file)
        if not wrong and not isinstance(content, dict):
            wrong = [Fault(file, f"got {shown(content)}; needs keys with values")]
        wrong = wrong or _of_defaults(content, file)
        if wrong:
            raise Refused(wrong)
        header = ConfigSource._get_header_dict(path.read_text("utf-8")[:512])  # noqa: SLF001  (Hydra's own sources do)
        return ConfigResult(self.provider, f"{self.scheme()}://{self.path}", OmegaConf.create(content), header)

    def _file(self, config_path: str) -> Path:
        return Path(self.path) / self._normalize_file_name(config_path)


def _of_defaults(content: dict[str, Any], file: str) -> list[Fault]:
    """What is wrong with the list of the files that a file is laid over."""
    defaults = content.get("defaults", [])
    if not isinstance(defaults, list):
        return [Fault(f"{file}: defaults", f"got {shown(defaults)}; needs a list, such as - scenario: opening_day")]
    return [Fault(f"{file}: defaults", f"got {shown(one)}; needs _self_, or a folder and a file: scenario: opening_day")
            for one in defaults if not _names_a_file(one)]  # fmt: skip


def _names_a_file(one: Any) -> bool:
    words = next(iter(one.items())) if isinstance(one, dict) and len(one) == 1 else [one]
    return all(isinstance(word, str) and word.strip() for word in words)


def read_by_ours() -> None:
    """Take the place of Hydra's own source of files; whoever registers first keeps it."""
    SourcesRegistry.instance().register(FileConfigSource)
