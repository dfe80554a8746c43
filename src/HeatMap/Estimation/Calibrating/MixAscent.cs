namespace HeatMap.Estimation;

/// <summary>Expectation and maximisation for the shares of a mix whose crossings were counted. One instance is one fit.</summary>
/// <remarks>
/// <para>Expected prints are <c>μ_t = ε + φ Σ_g a_tg w_g</c>. Prints tell φ·w of swept classes alone, so the shares of classes that are not learnt stay, those that are share what is left, and φ takes the
/// scale. What is maximised is <c>Σ (y ln μ − μ) + Σ N_g ln w_g</c>, with <c>N_g</c> prints of prior for a learnt class; <c>u = φ·w</c> makes it free of the constraint but for <c>−N ln Σu</c>, which
/// is convex and so above its tangent: a round that takes the tangent never loses.</para>
/// </remarks>
internal sealed class MixAscent
{
    private readonly MixRows _rows;
    private readonly MixFitOptions _options;
    private readonly double[] _prior, _shares, _means, _work;
    private readonly double _background;

    public MixAscent(MixRows rows, ReadOnlySpan<double> prior, MixFitOptions options)
    {
        (_rows, _options) = (rows, options);
        _prior = prior.ToArray();
        _shares = prior.ToArray();
        _means = new double[rows.Count];
        _work = new double[prior.Length];
        IsLearnt = new bool[prior.Length];
        Total = rows.TotalPrints;
        _background = rows.Count > 0 ? options.Background * Total / rows.Count : 0;
        double swept = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            swept += Dot(rows.Exposures(row), _prior);
        }

        CanFit = Total > 0 && swept > 0;
        Scale = options.PrintScale ?? (CanFit ? Total / swept : double.NaN);
    }

    /// <summary>Whether anything was published and anything swept.</summary>
    public bool CanFit { get; }

    public double Total { get; }

    public double Scale { get; private set; }

    public ReadOnlySpan<double> Shares => _shares;

    public bool[] IsLearnt { get; }

    public List<double> Path { get; } = [];

    /// <summary>Fits the scale to the prior's shares and says which classes the rows can teach.</summary>
    public void Begin()
    {
        if (_options.PrintScale is null)
        {
            FitScale();
        }

        double[] information = Information();
        double all = 0;
        foreach (double mean in _means)
        {
            all += mean;
        }

        for (int c = 0; c < _prior.Length; c++)
        {
            IsLearnt[c] = _prior[c] > 0 && information[c] > 0 && information[c] >= _options.LeastInformation * all;
        }

        if (IsLearnt.Count(l => l) < 2)
        {
            // One class alone has nobody to divide with.
            Array.Clear(IsLearnt);
        }

        Path.Add(Objective());
    }

    public void Climb()
    {
        double learnt = LearntPrior();
        if (learnt == 0)
        {
            return;
        }

        for (int round = 0; round < _options.Rounds; round++)
        {
            Round(learnt);
            double objective = Objective();
            double gain = objective - Path[^1];
            Path.Add(objective);
            if (gain <= _options.Tolerance * Total)
            {
                break;
            }
        }
    }

    /// <summary>The Fisher information of each class's multiplier: <c>Σ A²/μ</c>, in the unit of prints.</summary>
    public double[] Information()
    {
        Expect();
        double[] information = new double[_prior.Length];
        for (int row = 0; row < _rows.Count; row++)
        {
            ReadOnlySpan<double> exposures = _rows.Exposures(row);
            for (int c = 0; c < information.Length; c++)
            {
                double part = Scale * exposures[c] * _shares[c];
                information[c] += part * part / _means[row];
            }
        }

        return information;
    }

    /// <summary>Variance over mean of known prints around what is expected; NaN where too few are known.</summary>
    public double Dispersion()
    {
        Expect();
        double sum = 0;
        int known = -1;
        for (int row = 0; row < _rows.Count; row++)
        {
            if (!_rows.IsCensored[row])
            {
                double off = _rows.Prints[row] - _means[row];
                sum += off * off / _means[row];
                known++;
            }
        }

        foreach (bool isLearnt in IsLearnt)
        {
            known -= isLearnt ? 1 : 0;
        }

        return known > 0 ? sum / known : double.NaN;
    }

    /// <summary>The logarithm of the likelihood of other rows, per unit of print.</summary>
    public double Score(MixRows rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double mean = _background + (Scale * Dot(rows.Exposures(row), _shares));
            sum += LogLikelihood(rows, row, mean);
        }

        return sum / rows.TotalPrints;
    }

    public double LogLikelihood()
    {
        Expect();
        double sum = 0;
        for (int row = 0; row < _rows.Count; row++)
        {
            sum += LogLikelihood(_rows, row, _means[row]);
        }

        return sum;
    }

    private void FitScale()
    {
        for (int round = 0; round < 100; round++)
        {
            Expect();
            double attributed = 0, swept = 0;
            for (int row = 0; row < _rows.Count; row++)
            {
                double part = _means[row] - _background;
                attributed += part * Completed(row) / _means[row];
                swept += part;
            }

            double factor = attributed / swept;
            Scale *= factor;
            if (Math.Abs(factor - 1) < 1e-13)
            {
                break;
            }
        }
    }

    /// <summary>One round. Classes that are not learnt move with the scale: their part is a share of what each learnt class would sweep.</summary>
    private void Round(double learnt)
    {
        Expect();
        double[] attributed = new double[_prior.Length], swept = new double[_prior.Length];
        for (int row = 0; row < _rows.Count; row++)
        {
            ReadOnlySpan<double> exposures = _rows.Exposures(row);
            double ratio = Completed(row) / _means[row], others = 0;
            for (int c = 0; c < exposures.Length; c++)
            {
                others += IsLearnt[c] ? 0 : exposures[c] * _shares[c];
            }

            others /= learnt;
            for (int c = 0; c < exposures.Length; c++)
            {
                attributed[c] += (exposures[c] + others) * ratio;
                swept[c] += exposures[c] + others;
            }
        }

        double strength = _options.PriorStrength * Total, sum = 0;
        for (int c = 0; c < _prior.Length; c++)
        {
            if (IsLearnt[c])
            {
                attributed[c] = (Scale * _shares[c] * attributed[c]) + (strength * _prior[c] / learnt);
            }
        }

        double tangent = _options.PrintScale is null ? strength / (Scale * learnt) : Multiplier(attributed, swept, learnt);
        for (int c = 0; c < _prior.Length; c++)
        {
            if (IsLearnt[c])
            {
                _work[c] = attributed[c] / (_options.PrintScale is { } held ? (held * swept[c]) + tangent : swept[c] + tangent);
                sum += _work[c];
            }
        }

        for (int c = 0; c < _prior.Length; c++)
        {
            if (IsLearnt[c])
            {
                _shares[c] = _work[c] / sum * learnt;
            }
        }

        Scale = _options.PrintScale ?? (sum / learnt);
    }

    /// <summary>The Lagrange multiplier with which shares add up where the scale is held: their sum falls as it rises.</summary>
    private double Multiplier(double[] attributed, double[] swept, double learnt)
    {
        double least = double.PositiveInfinity, all = 0;
        for (int c = 0; c < attributed.Length; c++)
        {
            if (IsLearnt[c])
            {
                least = Math.Min(least, Scale * swept[c]);
                all += attributed[c];
            }
        }

        double low = -least, high = all / learnt;
        for (int step = 0; step < 200; step++)
        {
            double middle = low + ((high - low) / 2), sum = 0;
            if (middle == low || middle == high)
            {
                break;
            }

            for (int c = 0; c < attributed.Length; c++)
            {
                sum += IsLearnt[c] ? attributed[c] / ((Scale * swept[c]) + middle) : 0;
            }

            (low, high) = sum > learnt ? (middle, high) : (low, middle);
        }

        return high;
    }

    private double Objective()
    {
        double sum = LogLikelihood(), strength = _options.PriorStrength * Total, learnt = LearntPrior();
        for (int c = 0; c < _prior.Length; c++)
        {
            sum += IsLearnt[c] && strength > 0 ? strength * _prior[c] / learnt * Math.Log(_shares[c]) : 0;
        }

        return sum;
    }

    private double LearntPrior()
    {
        double sum = 0;
        for (int c = 0; c < _prior.Length; c++)
        {
            sum += IsLearnt[c] ? _prior[c] : 0;
        }

        return sum;
    }

    private void Expect()
    {
        for (int row = 0; row < _rows.Count; row++)
        {
            _means[row] = _background + (Scale * Dot(_rows.Exposures(row), _shares));
        }
    }

    private double Completed(int row) =>
        _rows.IsCensored[row] ? CensoredPrint.Expected(_means[row], _rows.Prints[row], _options.Dispersion) : _rows.Prints[row];

    private double LogLikelihood(MixRows rows, int row, double mean) =>
        rows.IsCensored[row] ? CensoredPrint.LogLikelihood(mean, rows.Prints[row], _options.Dispersion) : CensoredPrint.Amount(mean, rows.Prints[row]);

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
