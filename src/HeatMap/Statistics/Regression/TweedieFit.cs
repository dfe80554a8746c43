using System.Numerics.Tensors;

namespace HeatMap;

/// <summary>The steps of a fit: Fisher scoring, each step halved until the loss does not rise. Rows are standardised one at a time, so that no copy of them is made.</summary>
internal ref struct TweedieFit
{
    /// <summary>A log mean never leaves this size, so that its exponential is a number over zero.</summary>
    public const double MaxLog = 700;

    /// <summary>A rise of the loss that rounding explains.</summary>
    private const double Rounding = 1e-13;

    private readonly RegressionRows _rows;
    private readonly FeatureScale _scale;
    private readonly double _power, _unit;
    private readonly double[] _row, _matrix, _gradient, _trial, _ridges;

    /// <param name="rows">Checked.</param>
    /// <param name="scale">Of the rows.</param>
    /// <param name="unit">What targets are measured in.</param>
    /// <param name="options">Power and ridge.</param>
    public TweedieFit(RegressionRows rows, FeatureScale scale, double unit, TweedieOptions options)
    {
        _rows = rows;
        (_scale, _unit, _power) = (scale, unit, options.Power);
        Size = rows.FeatureCount + 1;
        _ridges = new double[Size];
        for (int j = 1; j < Size; j++)
        {
            _ridges[j] = options.Ridge * (options.Penalties.IsEmpty ? 1 : options.Penalties[j - 1]);
        }

        (_row, _gradient, _trial, Coefficients) = (new double[Size], new double[Size], new double[Size], new double[Size]);
        _matrix = new double[Size * Size];
    }

    public int Size { get; }

    /// <summary>The intercept, in logarithms of the unit, and the coefficients of standardised columns.</summary>
    public double[] Coefficients { get; }

    public int Iterations { get; private set; }

    public bool HasConverged { get; private set; }

    public void Run(int maxIterations, double tolerance)
    {
        double loss = Loss(Coefficients);
        while (true)
        {
            Gather();
            HasConverged = TensorPrimitives.MaxMagnitude<double>(_gradient) is var size && Math.Abs(size) <= tolerance;
            if (HasConverged || Iterations == maxIterations)
            {
                return;
            }

            Iterations++;
            Cholesky.Factor(_matrix, Size);
            Cholesky.Solve(_matrix, Size, _gradient);
            double length = 1, next;
            while (true)
            {
                for (int j = 0; j < Size; j++)
                {
                    _trial[j] = Coefficients[j] + (length * _gradient[j]);
                }

                next = Loss(_trial);
                if (next <= loss + (Rounding * (1 + Math.Abs(loss))))
                {
                    break;
                }

                length /= 2;
                if (length < 1e-12)
                {
                    return;
                }
            }

            _trial.CopyTo(Coefficients.AsSpan());
            loss = next;
        }
    }

    /// <summary>The mean loss of rows and what the coefficients cost.</summary>
    private readonly double Loss(ReadOnlySpan<double> coefficients)
    {
        double loss = 0;
        for (int i = 0; i < _rows.Count; i++)
        {
            double share = _rows.Weight(i) / _scale.Weight;
            if (share > 0)
            {
                loss += share * Tweedie.Loss(_rows.Target[i] / _unit, LogMean(i, coefficients), _power);
            }
        }

        double squares = 0;
        for (int j = 1; j < Size; j++)
        {
            squares += _ridges[j] * coefficients[j] * coefficients[j];
        }

        return loss + (squares / 2);
    }

    /// <summary>The downward gradient and the expected curvature, its lower triangle, at the coefficients.</summary>
    private readonly void Gather()
    {
        Array.Clear(_matrix);
        Array.Clear(_gradient);
        for (int i = 0; i < _rows.Count; i++)
        {
            double share = _rows.Weight(i) / _scale.Weight;
            if (share == 0)
            {
                continue;
            }

            double log = LogMean(i, Coefficients), curve = share * Math.Exp((2 - _power) * log);
            double slope = share * ((_rows.Target[i] / _unit * Math.Exp((1 - _power) * log)) - Math.Exp((2 - _power) * log));
            for (int j = 0; j < Size; j++)
            {
                Span<double> line = _matrix.AsSpan(j * Size, j + 1);
                TensorPrimitives.MultiplyAdd(_row.AsSpan(0, j + 1), curve * _row[j], line, line);
            }

            TensorPrimitives.MultiplyAdd(_row, slope, _gradient, _gradient);
        }

        for (int j = 1; j < Size; j++)
        {
            _gradient[j] -= _ridges[j] * Coefficients[j];
            _matrix[(j * Size) + j] += _ridges[j];
        }
    }

    /// <summary>The log mean of a row in units of the target's; the row's standardised features are left behind.</summary>
    private readonly double LogMean(int row, ReadOnlySpan<double> coefficients)
    {
        _scale.Standardise(_rows.Row(row), _row);
        double sum = _rows.Offset(row);
        for (int j = 0; j < Size; j++)
        {
            sum += coefficients[j] * _row[j];
        }

        return Math.Clamp(sum, -MaxLog, MaxLog);
    }
}
