"""The bundled portals, served over loopback by a small real HTTP server."""
