package learningmanager.admin;

import learningmanager.base.OrganisationId;

/**
 * An organisation in a list.
 *
 * @param people how many hold a permission on it or on one of its programs
 */
public record OrganisationSummary(OrganisationId id, String name, int programs, int learners, int people) {}
