"""Why a score differs between two instants."""
