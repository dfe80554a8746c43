namespace HeatMap.Cascades;

/// <summary>Something that holds from some number on.</summary>
internal interface IDoubleTest
{
    bool Holds(double x);
}
