package learningmanager.admin;

import java.util.UUID;
import learningmanager.security.Permission;

/**
 * A permission that somebody holds.
 *
 * @param on the organisation or program, in words; empty for the installation
 */
public record Grant(UUID id, Permission permission, String on) {}
