namespace HeatMap.Cli.Input;

/// <summary>An amount that belongs to an account and is repeated on its lines, which must agree.</summary>
internal sealed class AgreedAmount(string column)
{
    private long _line;

    /// <summary>NaN until a line gives it.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Takes what a line says; NaN says nothing.</summary>
    /// <exception cref="BadRow">Another line said something else.</exception>
    public void Take(double value, in PositionRecord record, PositionReader reader)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        if (!double.IsNaN(Value) && Value != value)
        {
            throw reader.Bad(column, string.Create(CultureInfo.InvariantCulture, $"the {Value} of line {_line}, which has the same account '{record.Account}'"));
        }

        (Value, _line) = (value, double.IsNaN(Value) ? record.Line : _line);
    }
}
