package learningmanager.program;

import java.util.Optional;
import java.util.UUID;
import learningmanager.base.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps organisations' logos, for features that asked for the permission. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OrganisationLogos {
    private final JdbcClient jdbc;

    OrganisationLogos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Logo> find(OrganisationId organisation) {
        return jdbc.sql("""
                        select o.name, l.png, l.width, l.height
                        from organisation_logo l join organisation o on o.id = l.organisation_id where o.id = :id""")
                .param("id", organisation.value())
                .query((row, number) ->
                        new Logo(row.getString("name"), row.getBytes("png"), row.getInt("width"), row.getInt("height")))
                .optional();
    }

    /** Makes whoever else would change it wait. */
    public void hold(OrganisationId organisation) {
        jdbc.sql("select id from organisation where id = :id for update")
                .param("id", organisation.value())
                .query(UUID.class)
                .single();
    }

    /** In place of one that is there. */
    public void keep(OrganisationId organisation, Logo logo) {
        remove(organisation);
        jdbc.sql("""
                        insert into organisation_logo (organisation_id, png, width, height)
                        values (:id, :png, :width, :height)""")
                .param("id", organisation.value())
                .param("png", logo.png())
                .param("width", logo.width())
                .param("height", logo.height())
                .update();
    }

    public void remove(OrganisationId organisation) {
        jdbc.sql("delete from organisation_logo where organisation_id = :id")
                .param("id", organisation.value())
                .update();
    }
}
