"""Projects, sites, rooms, administrative areas and holidays."""

from programmes.models.area import AdminArea
from programmes.models.holiday import Holiday
from programmes.models.project import Project
from programmes.models.site import ProjectSite, Room, Site

__all__ = ["AdminArea", "Holiday", "Project", "ProjectSite", "Room", "Site"]
