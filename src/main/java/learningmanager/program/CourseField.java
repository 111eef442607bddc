package learningmanager.program;

/** The fields of a program's and of a run's form that can be refused. */
public enum CourseField {
    TITLE,
    STARTS_ON,
    ENDS_ON,
    CODE
}
