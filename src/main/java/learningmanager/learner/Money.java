package learningmanager.learner;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount as it is charged.
 *
 * @param amount two places after the point; negative for what is given back
 * @param currency ISO 4217, such as EUR
 */
public record Money(BigDecimal amount, String currency) {
    public Money {
        amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    public Money times(int count) {
        return new Money(amount.multiply(BigDecimal.valueOf(count)), currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts of two currencies have no sum");
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** 1250.00 EUR */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
